-- voronka's tables on PostgreSQL. Run by voronka itself, or by the host's Flyway: the last line notes the version.
CREATE TABLE vk_schema (
  version integer PRIMARY KEY,
  applied_at timestamp with time zone NOT NULL DEFAULT current_timestamp
);

-- One row a card; what a move rarely changes comes first, and nothing is lost to alignment, so that little is stored and logged of a change. kind: I initial, A active, S success, F fail. rungs: how many clocks have gone off in this visit.
CREATE TABLE vk_card (
  id uuid PRIMARY KEY,
  opened_at timestamp with time zone NOT NULL,
  amount bigint,
  busy_from timestamp with time zone,
  busy_to timestamp with time zone,
  definition integer NOT NULL,
  process varchar(40) NOT NULL,
  origin uuid,
  owner varchar(190),
  title text NOT NULL,
  title_key text NOT NULL,
  currency char(3),
  direction varchar(190),
  company varchar(190),
  data json NOT NULL,
  stage varchar(40) NOT NULL,
  kind char(1) NOT NULL,
  state text NOT NULL,
  head bytea NOT NULL,
  rungs integer NOT NULL,
  version bigint NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  next_due_at timestamp with time zone
);
CREATE INDEX vk_card_place ON vk_card (process, stage, owner);
CREATE INDEX vk_card_clock ON vk_card (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX vk_card_company ON vk_card (company) WHERE company IS NOT NULL;
CREATE INDEX vk_card_origin ON vk_card (origin) WHERE origin IS NOT NULL;
CREATE INDEX vk_card_busy ON vk_card (owner, busy_from) WHERE busy_from IS NOT NULL;

-- One row a move, never changed but by an erasure.
CREATE TABLE vk_move (
  card uuid NOT NULL,
  number bigint NOT NULL,
  moved_at timestamp with time zone NOT NULL,
  spent_ms bigint,
  definition integer NOT NULL,
  process varchar(40) NOT NULL,
  actor varchar(190) NOT NULL,
  actor_kind char(1) NOT NULL,
  actor_roles varchar(1000),
  from_stage varchar(40),
  to_stage varchar(40) NOT NULL,
  event varchar(80) NOT NULL,
  owner varchar(190),
  payload text,
  notes text,
  salt bytea,
  payload_digest bytea,
  digest bytea NOT NULL,
  PRIMARY KEY (card, number)
);

-- What must be carried out outside: the effects of one move for one handler.
CREATE TABLE vk_outbox (
  card uuid NOT NULL,
  move bigint NOT NULL,
  next_at timestamp with time zone NOT NULL,
  part integer NOT NULL,
  done integer NOT NULL,
  attempts integer NOT NULL,
  dead boolean NOT NULL,
  handler varchar(40) NOT NULL,
  effects text NOT NULL,
  why text,
  PRIMARY KEY (card, handler, move, part)
);
CREATE INDEX vk_outbox_next ON vk_outbox (next_at) WHERE NOT dead;
CREATE INDEX vk_outbox_dead ON vk_outbox (next_at) WHERE dead;

-- What a request was called, so that it is done once.
CREATE TABLE vk_key (
  scope varchar(80) NOT NULL,
  name varchar(500) NOT NULL,
  card uuid NOT NULL,
  fingerprint varchar(64) NOT NULL,
  outcome text NOT NULL,
  PRIMARY KEY (scope, name)
);
CREATE INDEX vk_key_card ON vk_key (card);

-- What a move does to other cards. state: N not tried yet, R refused.
CREATE TABLE vk_signal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  from_card uuid NOT NULL,
  move bigint NOT NULL,
  place integer NOT NULL,
  link varchar(500) NOT NULL,
  to_card uuid NOT NULL,
  trigger_json text,
  due_at timestamp with time zone NOT NULL,
  state char(1) NOT NULL,
  why text NOT NULL,
  UNIQUE (from_card, move, place)
);
CREATE INDEX vk_signal_to ON vk_signal (to_card);
CREATE INDEX vk_signal_due ON vk_signal (due_at);

CREATE TABLE vk_ring (
  name varchar(190) PRIMARY KEY,
  turns bigint NOT NULL,
  taken varchar(190) NOT NULL
);

-- Attempts that were refused for lack of a right, and timers that were refused.
CREATE TABLE vk_attempt (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  tried_at timestamp with time zone NOT NULL,
  actor varchar(190) NOT NULL,
  actor_kind char(1) NOT NULL,
  actor_roles varchar(1000),
  event varchar(80) NOT NULL,
  why text NOT NULL
);
CREATE INDEX vk_attempt_card ON vk_attempt (card);

-- What deadlines have set off. fate: A acted, S skipped.
CREATE TABLE vk_rung (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  visit bigint NOT NULL,
  rung varchar(80) NOT NULL,
  due_at timestamp with time zone NOT NULL,
  noticed_at timestamp with time zone NOT NULL,
  fate char(1) NOT NULL
);
CREATE INDEX vk_rung_card ON vk_rung (card);

-- What rules have decided. move: for which move; where a rung moved nothing, the version of the card then. rung: for which rung.
CREATE TABLE vk_decision (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card uuid NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  move bigint NOT NULL,
  process varchar(40) NOT NULL,
  rung varchar(80),
  kind varchar(40) NOT NULL,
  book varchar(80) NOT NULL,
  vocabulary varchar(40) NOT NULL,
  facts text NOT NULL,
  answer text NOT NULL,
  fired text NOT NULL
);
CREATE INDEX vk_decision_card ON vk_decision (card);
CREATE INDEX vk_decision_time ON vk_decision (decided_at, seq);

-- Rule books of all nodes, the newest on top; files: texts by name, as JSON.
CREATE TABLE vk_book (
  number bigint PRIMARY KEY,
  version varchar(80) NOT NULL,
  since timestamp with time zone NOT NULL,
  files text NOT NULL
);

-- Normalised phones, e-mails and contacts of people outside. past: the card has known them, but does no more.
CREATE TABLE vk_person (
  known_as varchar(400) NOT NULL,
  card uuid NOT NULL,
  past boolean NOT NULL,
  PRIMARY KEY (known_as, card)
);
CREATE INDEX vk_person_card ON vk_person (card);

-- Values of custom fields.
CREATE TABLE vk_field (
  card uuid NOT NULL,
  code varchar(40) NOT NULL,
  field_value varchar(400) NOT NULL,
  PRIMARY KEY (card, code)
);
CREATE INDEX vk_field_value ON vk_field (code, field_value);

-- Records of cards in other systems.
CREATE TABLE vk_external (
  other_system varchar(80) NOT NULL,
  other_id varchar(190) NOT NULL,
  card uuid NOT NULL,
  stage varchar(190),
  operation varchar(190),
  note text,
  PRIMARY KEY (other_system, other_id),
  UNIQUE (card, other_system)
);

-- Who speaks to another system now, and how far its changes have been read.
CREATE TABLE vk_feed (
  other_system varchar(80) PRIMARY KEY,
  node varchar(190),
  turn_until timestamp with time zone,
  place text
);

-- Records of other systems that are said to have changed; number: how often while nobody has looked.
CREATE TABLE vk_hint (
  other_system varchar(80) NOT NULL,
  other_id varchar(190) NOT NULL,
  number bigint NOT NULL,
  noted timestamp with time zone DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (other_system, other_id)
);

-- Heads of histories, noted from time to time: each anchor is chained to the one before it.
CREATE TABLE vk_anchor (
  number bigint PRIMARY KEY,
  made_at timestamp with time zone NOT NULL,
  cards bigint NOT NULL,
  digest bytea NOT NULL
);

-- The histories that have grown since the anchor before.
CREATE TABLE vk_anchor_head (
  anchor bigint NOT NULL,
  place bigint NOT NULL,
  card uuid NOT NULL,
  number bigint NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (anchor, place)
);
CREATE INDEX vk_anchor_head_card ON vk_anchor_head (card, number);

-- Cards that were removed because they had been kept long enough. seal: a digest of the row.
CREATE TABLE vk_gone (
  card uuid PRIMARY KEY,
  process varchar(40) NOT NULL,
  number bigint NOT NULL,
  gone_at timestamp with time zone NOT NULL,
  head bytea NOT NULL,
  seal bytea NOT NULL
);

-- Who does not want to be written to or called: digests of normalised phones, e-mails and contacts.
CREATE TABLE vk_withdrawal (
  known_as bytea PRIMARY KEY,
  withdrawn_at timestamp with time zone NOT NULL,
  actor varchar(190) NOT NULL
);

-- Work that is done once a cluster, as db-scheduler keeps it, apart from the host's own.
CREATE TABLE vk_daily (
  task_name varchar(100) NOT NULL,
  task_instance varchar(100) NOT NULL,
  task_data bytea,
  execution_time timestamp with time zone NOT NULL,
  picked boolean NOT NULL,
  picked_by varchar(50),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX vk_daily_due ON vk_daily (execution_time);
CREATE INDEX vk_daily_beat ON vk_daily (last_heartbeat);

INSERT INTO vk_schema (version) VALUES (1);
