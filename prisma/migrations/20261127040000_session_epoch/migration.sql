-- Counts how often all sessions of a user were ended: a sign-in that began before opens none after.
alter table app_user add column session_epoch integer not null default 0;
