"""People in: one module per conversation, joined here in the order in which they are asked."""

from aiogram import Router

from handlers import errors, fallback, formatting
from handlers.account import balance, forget, free_gate, language, my_data, news, quiet_hours, settings
from handlers.archives import archive
from handlers.browse import favourites, menu, search, start
from handlers.cast import cast
from handlers.compose import (
    age,
    alternative_taps,
    approval,
    better_words,
    compare_command,
    comparison_taps,
    describe,
    each,
    gen_command,
    ideas,
    model_card,
    prompt,
    quote,
    references,
    service_wait,
    song,
    spoken_words,
    typed_option,
    unused,
    verbs,
    voices,
    words_about_media,
)
from handlers.compose.command_files import CommandFilesMiddleware
from handlers.core.authority import ButtonAuthorityMiddleware
from handlers.core.handler_table import TabledRouter
from handlers.core.older_question import OlderQuestionMiddleware
from handlers.core.repeated_commands import RepeatedCommandMiddleware
from handlers.core.throttling import ThrottlingMiddleware
from handlers.examples import gallery as example_gallery
from handlers.examples import proposals, recording
from handlers.gifts import claim as gift_links
from handlers.gifts import give as gift
from handlers.groups import directory as group_directory
from handlers.groups import member_changes, mention, migration
from handlers.groups import membership as group_membership
from handlers.groups import overview as group_overview
from handlers.groups import settings as group_settings
from handlers.history import best, gallery, inline, shared
from handlers.joins import join
from handlers.legal import commands as legal_commands
from handlers.looks import router as looks
from handlers.middlewares import SerialUpdatesMiddleware, StorageTroubleMiddleware, UserContextMiddleware
from handlers.operator import (
    admin,
    block,
    broadcast,
    config,
    console,
    daily,
    grant,
    log,
    models,
    money,
    pause,
    person_acts,
    reported_results,
    staff,
    supplier_words,
    user,
    users,
)
from handlers.own_keys import key
from handlers.parties import party
from handlers.payments import buy, packs, receipts, refund, stars, subscriptions, waiting_draft
from handlers.payments import router as payments
from handlers.payments import support as payment_support
from handlers.promo_codes import codes as promo_codes
from handlers.promo_codes import redeem
from handlers.recipes import continue_chain, recipe_list
from handlers.referrals import invite
from handlers.reports import report
from handlers.results import actions as result_actions
from handlers.results import choose_picture, incidents, next_scene, result_card, status
from handlers.support import forum as support_forum
from handlers.support import threads as support_threads

UPDATES_PER_PERSON = 20
"""What one person may send in ten seconds, unless the operator says otherwise."""


def build_router(*, updates_per_person: int = UPDATES_PER_PERSON) -> Router:
    """Every conversation. Secrets come first, commands before words, words before whatever is left.

    Money comes before everything. Links to a feature are `/start` with a payload, so that the plain `/start` comes after
    all features.
    """
    outer, root = Router(name="kiosk"), TabledRouter(name="handlers")
    flood, trouble, queue, introduce = (
        ThrottlingMiddleware(updates_per_person),
        StorageTroubleMiddleware(),
        SerialUpdatesMiddleware(),
        UserContextMiddleware(),
    )
    for observer in (root.message, root.edited_message, root.callback_query):
        observer.outer_middleware(flood)
        observer.outer_middleware(trouble)
        observer.outer_middleware(queue)
        observer.outer_middleware(introduce)
    root.message.outer_middleware(RepeatedCommandMiddleware())
    root.callback_query.outer_middleware(ButtonAuthorityMiddleware())
    older = OlderQuestionMiddleware()
    root.message.outer_middleware(older)
    root.message.outer_middleware(CommandFilesMiddleware())
    root.callback_query.outer_middleware(older)
    noting = member_changes.MemberChangesMiddleware()
    for changes in (outer.message, outer.chat_member, outer.my_chat_member):
        changes.outer_middleware(noting)
    root.error.outer_middleware(trouble)
    root.error.outer_middleware(introduce)
    builders = (
        waiting_draft.build,
        key.build,
        support_threads.build,
        payment_support.build,
        formatting.build,
        menu.build,
        search.build,
        gen_command.build,
        compare_command.build,
        balance.build,
        buy.build,
        packs.build,
        receipts.build,
        archive.build,
        gallery.build,
        best.build,
        shared.build,
        cast.build,
        invite.build,
        looks.build,
        gift.build,
        gift_links.build,
        subscriptions.build,
        redeem.build,
        status.build,
        language.build,
        settings.build,
        news.build,
        quiet_hours.build,
        free_gate.build,
        forget.build,
        my_data.build,
        admin.build,
        grant.build,
        block.build,
        user.build,
        users.build,
        person_acts.build,
        reported_results.build,
        staff.build,
        log.build,
        models.build,
        console.build,
        money.build,
        daily.build,
        promo_codes.build,
        config.build,
        pause.build,
        broadcast.build,
        supplier_words.build,
        stars.build,
        refund.build,
        group_membership.build,
        group_directory.build,
        group_overview.build,
        group_settings.build,
        party.build,
        model_card.build,
        comparison_taps.build,
        favourites.build,
        alternative_taps.build,
        quote.build,
        better_words.build,
        describe.build,
        age.build,
        approval.build,
        result_actions.build,
        result_card.build,
        choose_picture.build,
        next_scene.build,
        join.build,
        incidents.build,
        report.build,
        verbs.build,
        unused.build,
        recipe_list.build,
        example_gallery.build,
        proposals.build,
        recording.build,
        continue_chain.build,
        start.build,
        mention.build,
        each.build,
        words_about_media.build,
        spoken_words.build,
        references.build,
        typed_option.build,
        prompt.build,
        ideas.build,
        song.build,
        service_wait.build,
        voices.build,
        fallback.build,
        errors.build,
    )
    root.include_routers(*(build() for build in builders))
    root.fill()
    typing = inline.build(updates_per_person=updates_per_person)
    outer.include_routers(
        payments.build(),
        migration.build(),
        legal_commands.build(),
        support_forum.build(),
        member_changes.build(),
        group_membership.membership(),
        party.reactions(),
        typing,
        root,
    )
    return outer
