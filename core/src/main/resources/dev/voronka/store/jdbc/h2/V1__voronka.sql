-- voronka's tables on H2. Run by voronka itself, or by the host's Flyway: the last line notes the version.
-- H2 cannot take back half a script, so each statement may be run again.
CREATE TABLE IF NOT EXISTS vk_schema (
  version integer PRIMARY KEY,
  applied_at timestamp(6) with time zone NOT NULL DEFAULT current_timestamp
);

-- One row a card; what a move rarely changes comes first, so that little is logged of a change. kind: I initial, A active, S success, F fail. rungs: how many clocks have gone off in this visit.
CREATE TABLE IF NOT EXISTS vk_card (
  id uuid PRIMARY KEY,
  process varchar(40) NOT NULL,
  opened_at timestamp(6) with time zone NOT NULL,
  origin uuid,
  owner varchar(190),
  title varchar(100000) NOT NULL,
  title_key varchar(100000) NOT NULL,
  amount bigint,
  currency char(3),
  direction varchar(190),
  company varchar(190),
  busy_from timestamp(6) with time zone,
  busy_to timestamp(6) with time zone,
  definition integer NOT NULL,
  data varchar(1048576) NOT NULL,
  version bigint NOT NULL,
  stage varchar(40) NOT NULL,
  kind char(1) NOT NULL,
  entered_at timestamp(6) with time zone NOT NULL,
  due_at timestamp(6) with time zone,
  next_due_at timestamp(6) with time zone,
  rungs integer NOT NULL,
  state varchar(1048576) NOT NULL,
  head varbinary(32) NOT NULL
);
CREATE INDEX IF NOT EXISTS vk_card_place ON vk_card (process, stage, owner);
CREATE INDEX IF NOT EXISTS vk_card_clock ON vk_card (next_due_at);
CREATE INDEX IF NOT EXISTS vk_card_company ON vk_card (company);
CREATE INDEX IF NOT EXISTS vk_card_origin ON vk_card (origin);
CREATE INDEX IF NOT EXISTS vk_card_busy ON vk_card (owner, busy_from);

-- One row a move, never changed but by an erasure.
CREATE TABLE IF NOT EXISTS vk_move (
  card uuid NOT NULL,
  number bigint NOT NULL,
  process varchar(40) NOT NULL,
  definition integer NOT NULL,
  moved_at timestamp(6) with time zone NOT NULL,
  actor varchar(190) NOT NULL,
  actor_kind char(1) NOT NULL,
  actor_roles varchar(1000),
  from_stage varchar(40),
  to_stage varchar(40) NOT NULL,
  event varchar(80) NOT NULL,
  owner varchar(190),
  spent_ms bigint,
  payload varchar(1048576),
  notes varchar(1048576),
  salt varbinary(32),
  payload_digest varbinary(32),
  digest varbinary(32) NOT NULL,
  PRIMARY KEY (card, number)
);

-- What must be carried out outside: the effects of one move for one handler.
CREATE TABLE IF NOT EXISTS vk_outbox (
  card uuid NOT NULL,
  handler varchar(40) NOT NULL,
  move bigint NOT NULL,
  part integer NOT NULL,
  effects varchar(1048576) NOT NULL,
  done integer NOT NULL,
  attempts integer NOT NULL,
  next_at timestamp(6) with time zone NOT NULL,
  dead boolean NOT NULL,
  why varchar(1048576),
  PRIMARY KEY (card, handler, move, part)
);
CREATE INDEX IF NOT EXISTS vk_outbox_next ON vk_outbox (next_at);

-- What a request was called, so that it is done once.
CREATE TABLE IF NOT EXISTS vk_key (
  scope varchar(80) NOT NULL,
  name varchar(500) NOT NULL,
  card uuid NOT NULL,
  fingerprint varchar(64) NOT NULL,
  outcome character large object NOT NULL,
  PRIMARY KEY (scope, name)
);
CREATE INDEX IF NOT EXISTS vk_key_card ON vk_key (card);

-- What a move does to other cards. state: N not tried yet, R refused.
CREATE TABLE IF NOT EXISTS vk_signal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  from_card uuid NOT NULL,
  move bigint NOT NULL,
  place integer NOT NULL,
  link varchar(500) NOT NULL,
  to_card uuid NOT NULL,
  trigger_json varchar(1048576),
  due_at timestamp(6) with time zone NOT NULL,
  state char(1) NOT NULL,
  why varchar(1048576) NOT NULL,
  UNIQUE (from_card, move, place)
);
CREATE INDEX IF NOT EXISTS vk_signal_to ON vk_signal (to_card);
CREATE INDEX IF NOT EXISTS vk_signal_due ON vk_signal (due_at);

CREATE TABLE IF NOT EXISTS vk_ring (
  name varchar(190) PRIMARY KEY,
  turns bigint NOT NULL,
  taken varchar(190) NOT NULL
);

-- Attempts that were refused for lack of a right, and timers that were refused.
CREATE TABLE IF NOT EXISTS vk_attempt (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  tried_at timestamp(6) with time zone NOT NULL,
  actor varchar(190) NOT NULL,
  actor_kind char(1) NOT NULL,
  actor_roles varchar(1000),
  event varchar(80) NOT NULL,
  why varchar(1048576) NOT NULL
);
CREATE INDEX IF NOT EXISTS vk_attempt_card ON vk_attempt (card);

-- What deadlines have set off. fate: A acted, S skipped.
CREATE TABLE IF NOT EXISTS vk_rung (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  visit bigint NOT NULL,
  rung varchar(80) NOT NULL,
  due_at timestamp(6) with time zone NOT NULL,
  noticed_at timestamp(6) with time zone NOT NULL,
  fate char(1) NOT NULL
);
CREATE INDEX IF NOT EXISTS vk_rung_card ON vk_rung (card);

-- What rules have decided. move: for which move; where a rung moved nothing, the version of the card then. rung: for which rung.
CREATE TABLE IF NOT EXISTS vk_decision (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  decided_at timestamp(6) with time zone NOT NULL,
  move bigint NOT NULL,
  process varchar(40) NOT NULL,
  rung varchar(80),
  kind varchar(40) NOT NULL,
  book varchar(80) NOT NULL,
  vocabulary varchar(40) NOT NULL,
  facts varchar(1048576) NOT NULL,
  answer varchar(1048576) NOT NULL,
  fired varchar(1048576) NOT NULL
);
CREATE INDEX IF NOT EXISTS vk_decision_card ON vk_decision (card);
CREATE INDEX IF NOT EXISTS vk_decision_time ON vk_decision (decided_at, seq);

-- Rule books of all nodes, the newest on top; files: texts by name, as JSON.
CREATE TABLE IF NOT EXISTS vk_book (
  number bigint PRIMARY KEY,
  version varchar(80) NOT NULL,
  since timestamp(6) with time zone NOT NULL,
  files character large object NOT NULL
);

-- Normalised phones, e-mails and contacts of people outside. past: the card has known them, but does no more.
CREATE TABLE IF NOT EXISTS vk_person (
  known_as varchar(400) NOT NULL,
  card uuid NOT NULL,
  past boolean NOT NULL,
  PRIMARY KEY (known_as, card)
);
CREATE INDEX IF NOT EXISTS vk_person_card ON vk_person (card);

-- Values of custom fields.
CREATE TABLE IF NOT EXISTS vk_field (
  card uuid NOT NULL,
  code varchar(40) NOT NULL,
  field_value varchar(400) NOT NULL,
  PRIMARY KEY (card, code)
);
CREATE INDEX IF NOT EXISTS vk_field_value ON vk_field (code, field_value);

-- Records of cards in other systems.
CREATE TABLE IF NOT EXISTS vk_external (
  other_system varchar(80) NOT NULL,
  other_id varchar(190) NOT NULL,
  card uuid NOT NULL,
  stage varchar(190),
  operation varchar(190),
  note character large object,
  PRIMARY KEY (other_system, other_id),
  UNIQUE (card, other_system)
);

-- Who speaks to another system now, and how far its changes have been read.
CREATE TABLE IF NOT EXISTS vk_feed (
  other_system varchar(80) PRIMARY KEY,
  node varchar(190),
  turn_until timestamp(6) with time zone,
  place character large object
);

-- Records of other systems that are said to have changed; number: how often while nobody has looked.
CREATE TABLE IF NOT EXISTS vk_hint (
  other_system varchar(80) NOT NULL,
  other_id varchar(190) NOT NULL,
  number bigint NOT NULL,
  noted timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (other_system, other_id)
);

-- Heads of histories, noted from time to time: each anchor is chained to the one before it.
CREATE TABLE IF NOT EXISTS vk_anchor (
  number bigint PRIMARY KEY,
  made_at timestamp(6) with time zone NOT NULL,
  cards bigint NOT NULL,
  digest varbinary(32) NOT NULL
);

-- The histories that have grown since the anchor before.
CREATE TABLE IF NOT EXISTS vk_anchor_head (
  anchor bigint NOT NULL,
  place bigint NOT NULL,
  card uuid NOT NULL,
  number bigint NOT NULL,
  digest varbinary(32) NOT NULL,
  PRIMARY KEY (anchor, place)
);
CREATE INDEX IF NOT EXISTS vk_anchor_head_card ON vk_anchor_head (card, number);

-- Cards that were removed because they had been kept long enough. seal: a digest of the row.
CREATE TABLE IF NOT EXISTS vk_gone (
  card uuid PRIMARY KEY,
  process varchar(40) NOT NULL,
  number bigint NOT NULL,
  gone_at timestamp(6) with time zone NOT NULL,
  head varbinary(32) NOT NULL,
  seal varbinary(32) NOT NULL
);

-- Who does not want to be written to or called: digests of normalised phones, e-mails and contacts.
CREATE TABLE IF NOT EXISTS vk_withdrawal (
  known_as varbinary(32) PRIMARY KEY,
  withdrawn_at timestamp(6) with time zone NOT NULL,
  actor varchar(190) NOT NULL
);

-- Work that is done once a cluster, as db-scheduler keeps it, apart from the host's own.
CREATE TABLE IF NOT EXISTS vk_daily (
  task_name varchar(100) NOT NULL,
  task_instance varchar(100) NOT NULL,
  task_data varbinary(1048576),
  execution_time timestamp(6) with time zone NOT NULL,
  picked boolean NOT NULL,
  picked_by varchar(50),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX IF NOT EXISTS vk_daily_due ON vk_daily (execution_time);
CREATE INDEX IF NOT EXISTS vk_daily_beat ON vk_daily (last_heartbeat);

MERGE INTO vk_schema (version) KEY (version) VALUES (1);
