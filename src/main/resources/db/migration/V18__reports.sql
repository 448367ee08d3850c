-- Moves between stages are looked for by their time.
alter table stage_spell add key stage_spell_time (since);
