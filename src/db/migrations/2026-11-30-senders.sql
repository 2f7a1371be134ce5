-- A form may be sent by somebody without a login: whose submission it is is told as the audit tells its actors.
ALTER TABLE submission RENAME COLUMN user_id TO actor_id;
ALTER TABLE submission ALTER actor_id DROP NOT NULL;
ALTER TABLE submission ADD actor_kind text NOT NULL DEFAULT 'user' CHECK (actor_kind IN ('user', 'visitor'));
ALTER TABLE submission ALTER actor_kind DROP DEFAULT;
ALTER TABLE submission ADD CHECK (actor_kind = 'visitor' OR actor_id IS NOT NULL);
