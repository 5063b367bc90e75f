"""People in: one module per conversation, joined here in the order in which they are asked."""

from aiogram import Router

from handlers import (
    admin,
    approval,
    broadcast,
    chain,
    errors,
    fallback,
    forget,
    gen,
    group,
    groups,
    history,
    ideas,
    inline,
    joining,
    key,
    language,
    likes,
    make,
    mention,
    menu,
    migration,
    model_card,
    panel,
    party,
    prompt,
    purse,
    quiet_hours,
    quote,
    recipe_wish,
    recipes,
    references,
    relay,
    result_card,
    results,
    search,
    settings,
    song,
    start,
    status,
    trouble,
    typed_option,
    verbs,
    voices,
)
from handlers.flood import NotTooFast
from handlers.menu_owners import OwnMenusOnly
from handlers.middlewares import Introduce, OneAtATime

UPDATES_PER_PERSON = 20
"""What one person may send in ten seconds, unless the operator says otherwise."""


def build_router(*, updates_per_person: int = UPDATES_PER_PERSON) -> Router:
    """Every conversation. Secrets come first, commands before words, words before whatever is left."""
    house, root = Router(name="house"), Router(name="handlers")
    flood, queue, introduce = NotTooFast(updates_per_person), OneAtATime(), Introduce()
    for observer in (root.message, root.edited_message, root.callback_query):
        observer.outer_middleware(flood)
        observer.outer_middleware(queue)
        observer.outer_middleware(introduce)
    root.callback_query.outer_middleware(OwnMenusOnly())
    root.error.outer_middleware(introduce)
    builders = (
        key.build,
        start.build,
        menu.build,
        search.build,
        gen.build,
        purse.build,
        history.build,
        status.build,
        language.build,
        settings.build,
        quiet_hours.build,
        forget.build,
        admin.build,
        broadcast.build,
        joining.build,
        groups.build,
        group.build,
        panel.build,
        party.build,
        model_card.build,
        likes.build,
        make.build,
        quote.build,
        approval.build,
        results.build,
        result_card.build,
        trouble.build,
        verbs.build,
        recipes.build,
        chain.build,
        relay.build,
        recipe_wish.build,
        mention.build,
        references.build,
        typed_option.build,
        prompt.build,
        ideas.build,
        song.build,
        voices.build,
        fallback.build,
        errors.build,
    )
    root.include_routers(*(build() for build in builders))
    typing = inline.build(updates_per_person=updates_per_person)
    house.include_routers(migration.build(), joining.membership(), party.reactions(), typing, root)
    return house
