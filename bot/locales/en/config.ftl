# The settings that change while the bot runs, and the pause

refusal-unknown-setting = There is no setting { $name }.{ $nearest ->
    [none] {" "}/config shows all.
   *[other] {" "}Did you mean { $nearest }?
  }
refusal-setting-locked = { $name } is set in .env, and locked here. To change it here, take it out of .env and restart.
refusal-bad-setting-value = { $name } cannot have this value. Nothing was changed.
alert-setting-unfit = ⚠️ <b>A stored setting does not fit this version.</b> Its default holds now: <code>{ $detail }</code>. Set it anew in /config.
