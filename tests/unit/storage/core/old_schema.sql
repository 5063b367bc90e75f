-- A database as Kiosk of commit 2cd5c96 wrote it (user_version 20): its own repositories and rules of money filled every
-- table, with people who were forgotten and who came back, a group that became a supergroup, chains and parties at work.
-- SECRET_KEY was "a secret key of a test". Dumped with sqlite3's iterdump.

BEGIN TRANSACTION;
CREATE TABLE accounts (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER UNIQUE,
  chat_id   INTEGER UNIQUE,
  allowance INTEGER NOT NULL DEFAULT 0 CHECK (allowance >= 0),
  bought    INTEGER NOT NULL DEFAULT 0 CHECK (bought >= 0),
  period    TEXT NOT NULL DEFAULT '',
  blocked   INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  CHECK ((person_id IS NULL) <> (chat_id IS NULL))
);
INSERT INTO "accounts" VALUES(1,700001,NULL,0,71,'2026-03',0);
INSERT INTO "accounts" VALUES(2,700002,NULL,40,200,'2026-03',0);
INSERT INTO "accounts" VALUES(3,-8299421444279755641,NULL,77,200,'2026-03',0);
INSERT INTO "accounts" VALUES(4,700004,NULL,90,200,'2026-03',0);
INSERT INTO "accounts" VALUES(5,700005,NULL,100,200,'2026-03',1);
INSERT INTO "accounts" VALUES(6,NULL,-1000000000500,70,20,'2026-03',0);
INSERT INTO "accounts" VALUES(7,NULL,1,0,10,'2026-03',0);
INSERT INTO "accounts" VALUES(8,NULL,2,0,20,'2026-03',0);
INSERT INTO "accounts" VALUES(9,NULL,3,0,20,'2026-03',0);
CREATE TABLE assets (
  id               INTEGER PRIMARY KEY,
  generation_id    INTEGER NOT NULL REFERENCES generations (id),
  position         INTEGER NOT NULL,
  url              TEXT NOT NULL,
  kind             TEXT NOT NULL,
  title            TEXT NOT NULL DEFAULT '',
  seconds          REAL NOT NULL DEFAULT 0,
  cover_url        TEXT NOT NULL DEFAULT '',
  file_id          TEXT NOT NULL DEFAULT '',
  sent_as          TEXT NOT NULL DEFAULT '',
  original_file_id TEXT NOT NULL DEFAULT '',
  message_id       INTEGER,
  UNIQUE (generation_id, position)
);
INSERT INTO "assets" VALUES(1,1,0,'https://cdn.example/1/0.png','image','',0.0,'','file-1-0','photo','',910);
INSERT INTO "assets" VALUES(2,2,0,'https://cdn.example/2/0.png','image','',0.0,'','file-2-0','photo','',920);
INSERT INTO "assets" VALUES(3,3,0,'','image','',0.0,'','','photo','',0);
INSERT INTO "assets" VALUES(4,8,0,'https://cdn.example/8/0.png','image','',0.0,'','file-8-0','photo','',950);
INSERT INTO "assets" VALUES(5,8,1,'https://cdn.example/8/1.png','image','',0.0,'','','','',NULL);
INSERT INTO "assets" VALUES(6,9,0,'https://cdn.example/9/0.png','image','',0.0,'','','','',NULL);
INSERT INTO "assets" VALUES(7,10,0,'https://cdn.example/10/0.png','image','',0.0,'','','link','',960);
INSERT INTO "assets" VALUES(8,15,0,'https://cdn.example/15/0.png','image','',0.0,'','file-15-0','photo','',0);
INSERT INTO "assets" VALUES(10,18,0,'https://cdn.example/18/0.png','image','',0.0,'','file-18-0','photo','',1080);
INSERT INTO "assets" VALUES(11,20,0,'https://cdn.example/20/0.png','image','',0.0,'','file-20-0','photo','',1100);
INSERT INTO "assets" VALUES(12,21,0,'https://cdn.example/21/0.png','image','',0.0,'','file-21-0','photo','',1110);
CREATE TABLE broadcast_waits (
  broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
  person_id    INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  PRIMARY KEY (broadcast_id, person_id)
) WITHOUT ROWID;
INSERT INTO "broadcast_waits" VALUES(1,700001,1773172874000000);
CREATE TABLE broadcasts (
  id         INTEGER PRIMARY KEY,
  admin_id   INTEGER NOT NULL,                      -- Telegram id of who sends it; the message lies in their chat
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  reached    INTEGER NOT NULL DEFAULT 0,            -- people who got it
  missed     INTEGER NOT NULL DEFAULT 0,            -- people whom Telegram does not let us write to
  after_id   INTEGER NOT NULL DEFAULT 0,            -- everybody up to this person was tried
  created_at INTEGER NOT NULL,
  ended_at   INTEGER, tried INTEGER NOT NULL DEFAULT 0 CHECK (tried IN (0, 1)),
  UNIQUE (chat_id, message_id)                      -- one confirmation only
);
INSERT INTO "broadcasts" VALUES(1,700099,700099,81,3,1,700002,1773144074000000,NULL,0);
CREATE TABLE callbacks (
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  digest        TEXT NOT NULL,
  task_id       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (generation_id, digest)
) WITHOUT ROWID;
INSERT INTO "callbacks" VALUES(1,'digest-1','task-1','done',1773144003000000);
INSERT INTO "callbacks" VALUES(2,'digest-2','task-2','done',1773144008000000);
INSERT INTO "callbacks" VALUES(3,'digest-3','task-3','done',1773144013000000);
INSERT INTO "callbacks" VALUES(4,'digest-4','task-4','done',1773144018000000);
INSERT INTO "callbacks" VALUES(5,'digest-5','task-5','done',1773144021000000);
INSERT INTO "callbacks" VALUES(8,'digest-8','task-8','done',1773144029000000);
INSERT INTO "callbacks" VALUES(9,'digest-9','task-9','done',1773144033000000);
INSERT INTO "callbacks" VALUES(10,'digest-10','task-10','done',1773144038000000);
INSERT INTO "callbacks" VALUES(13,'digest-13','task-13','done',1773144047000000);
INSERT INTO "callbacks" VALUES(15,'digest-15','task-15','done',1773144050000000);
INSERT INTO "callbacks" VALUES(16,'digest-16','task-16','done',1773144055000000);
INSERT INTO "callbacks" VALUES(18,'digest-18','task-18','done',1773144062000000);
INSERT INTO "callbacks" VALUES(20,'digest-20','task-20','done',1773144067000000);
INSERT INTO "callbacks" VALUES(21,'digest-21','task-21','done',1773144072000000);
INSERT INTO "callbacks" VALUES(23,'digest-23','task-23','done',1773144081000000);
INSERT INTO "callbacks" VALUES(25,'digest-25','task-25','done',1773144084000000);
CREATE TABLE chains (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES accounts (id),
  language       TEXT NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  reply_to       INTEGER,
  recipe         TEXT NOT NULL,                     -- slug
  length         INTEGER NOT NULL,                  -- steps of the recipe
  dialect        TEXT NOT NULL,
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,                     -- JSON array
  made           TEXT NOT NULL,                     -- JSON object: step → reference
  parts          TEXT NOT NULL,                     -- JSON array
  created_at     INTEGER NOT NULL,
  begun_at       INTEGER                            -- one confirmation only
, key_owner TEXT NOT NULL DEFAULT '');
INSERT INTO "chains" VALUES(1,700001,1,'en',700001,NULL,70,'photo-to-clip',2,'live','a kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]','{}','[{"step": "picture", "position": 0, "model": "qwen-image", "choices": {}, "prompt": "A picture of a kite", "references": [], "price": 3, "at_kie": 3}, {"step": "video", "position": 1, "model": "kling-2.5-turbo", "choices": {"duration": "5"}, "prompt": "a kite", "references": [{"file_id": "", "media": "photo", "size": 0, "mime_type": "", "width": 0, "height": 0, "seconds": 0, "url": "", "url_until": 0, "made_by": "picture"}], "price": 10, "at_kie": 10}]',1773144060000000,1773144060000000,'');
INSERT INTO "chains" VALUES(2,700002,2,'en',700002,NULL,70,'photo-to-clip',2,'live','a kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]','{"picture": {"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}}','[{"step": "picture", "position": 0, "model": "qwen-image", "choices": {}, "prompt": "A picture of a kite", "references": [], "price": 3, "at_kie": 3}, {"step": "video", "position": 1, "model": "kling-2.5-turbo", "choices": {"duration": "5"}, "prompt": "a kite", "references": [{"file_id": "", "media": "photo", "size": 0, "mime_type": "", "width": 0, "height": 0, "seconds": 0, "url": "", "url_until": 0, "made_by": "picture"}], "price": 10, "at_kie": 10}]',1773144064000000,NULL,'person:700002');
CREATE TABLE default_models (
  person_id INTEGER NOT NULL,
  kind      TEXT NOT NULL,                          -- of bot.catalog.spec.Kind
  model     TEXT NOT NULL,                          -- slug
  PRIMARY KEY (person_id, kind)
) WITHOUT ROWID;
INSERT INTO "default_models" VALUES(700001,'image','qwen-image');
CREATE TABLE dialogs (
  key   TEXT PRIMARY KEY,                           -- bot, chat, person, topic
  state TEXT,
  data  TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO "dialogs" VALUES('fsm:42:700001:700001:default','Making:draft','{"draft": 1, "asked": 9, "album": ""}');
CREATE TABLE drafts (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  model          TEXT NOT NULL,
  choices        TEXT NOT NULL,
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,
  message_id     INTEGER,
  created_at     INTEGER NOT NULL
, party_id INTEGER);
INSERT INTO "drafts" VALUES(1,700002,-1000000000500,4,'qwen-image','{"quality": "high"}','кот','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',32,1773144060000000,NULL);
CREATE TABLE favourites (
  id        INTEGER PRIMARY KEY,                    -- in the order of the stars
  person_id INTEGER NOT NULL,
  model     TEXT NOT NULL,                          -- slug
  UNIQUE (person_id, model)
);
INSERT INTO "favourites" VALUES(1,700001,'kling-2.5-turbo');
INSERT INTO "favourites" VALUES(2,700001,'qwen-image');
CREATE TABLE galleries (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  chat_id   INTEGER NOT NULL,
  kind      TEXT NOT NULL DEFAULT '',               -- '' = every kind
  search    TEXT NOT NULL DEFAULT '',               -- as the person wrote it
  page      INTEGER NOT NULL DEFAULT 0,
  album     TEXT NOT NULL DEFAULT '[]',             -- JSON array of message ids
  list_id   INTEGER,
  UNIQUE (person_id, chat_id)
);
INSERT INTO "galleries" VALUES(1,700001,700001,'image','змей',1,'[71, 72]',73);
INSERT INTO "galleries" VALUES(2,700002,-1000000000500,'','',0,'[]',-74);
CREATE TABLE generations (
  id                  INTEGER PRIMARY KEY,
  person_id           INTEGER NOT NULL,
  account_id          INTEGER NOT NULL REFERENCES accounts (id),
  language            TEXT NOT NULL,
  chat_id             INTEGER NOT NULL,
  thread_id           INTEGER,
  reply_to            INTEGER,
  model               TEXT NOT NULL,
  dialect             TEXT NOT NULL,
  choices             TEXT NOT NULL,                -- JSON object
  prompt              TEXT NOT NULL,
  reference_list      TEXT NOT NULL,                -- JSON array
  price               INTEGER NOT NULL CHECK (price >= 0),
  state               TEXT NOT NULL,
  token               TEXT NOT NULL UNIQUE,
  created_at          INTEGER NOT NULL,
  due_at              INTEGER,
  deadline_at         INTEGER NOT NULL,
  submitted_at        INTEGER,
  completed_at        INTEGER,
  external_task_id    TEXT NOT NULL DEFAULT '',
  hinted_task_id      TEXT NOT NULL DEFAULT '',
  route               TEXT NOT NULL DEFAULT '',
  progress            REAL NOT NULL DEFAULT 0,
  stage               TEXT NOT NULL DEFAULT '',
  attempts            INTEGER NOT NULL DEFAULT 0,
  delivery_attempts   INTEGER NOT NULL DEFAULT 0,
  progress_message_id INTEGER,
  failure             TEXT,
  failure_detail      TEXT NOT NULL DEFAULT '',
  on_the_house        INTEGER NOT NULL DEFAULT 0 CHECK (on_the_house IN (0, 1)),
  captured            INTEGER NOT NULL DEFAULT 0 CHECK (captured >= 0 AND captured <= price),
  told                INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
  chain_id            INTEGER,
  leased_until        INTEGER,
  poked               INTEGER NOT NULL DEFAULT 0 CHECK (poked IN (0, 1))
, hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)), late_message_id INTEGER, forgotten_as INTEGER, chain_step TEXT NOT NULL DEFAULT '', chain_position INTEGER NOT NULL DEFAULT 0, chain_length INTEGER NOT NULL DEFAULT 0, rest_returned INTEGER NOT NULL DEFAULT 0, own_key TEXT NOT NULL DEFAULT '', folded_prompt TEXT NOT NULL DEFAULT '', unasked INTEGER NOT NULL DEFAULT 0 CHECK (unasked IN (0, 1)), sample TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '', party_id INTEGER);
INSERT INTO "generations" VALUES(1,700001,1,'en',700001,NULL,41,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'delivered','token-quote01',1773144000000000,NULL,1773147600000000,1773144002000000,1773144004000000,'task-1','task-1','0',0.0,'',0,0,501,NULL,'',0,10,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',1,'','',NULL);
INSERT INTO "generations" VALUES(2,700001,1,'en',700001,NULL,42,'kling-2.5-turbo','live','{"duration": "5"}','Змей','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'delivered','token-quote02',1773144005000000,NULL,1773147605000000,1773144007000000,1773144009000000,'task-2','task-2','0',0.0,'',0,0,502,NULL,'',0,6,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','змей',0,'','',NULL);
INSERT INTO "generations" VALUES(3,700002,2,'en',700002,NULL,43,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'delivered','token-quote03',1773144010000000,NULL,1773147610000000,1773144012000000,1773144014000000,'task-3','task-3','0',0.0,'',0,0,503,NULL,'',0,10,1,NULL,NULL,1,1,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(4,700001,1,'en',700001,NULL,44,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'running','token-quote04',1773144015000000,1773144015000000,1773147615000000,1773144017000000,NULL,'task-4','task-4','0',0.5,'generating',0,0,504,NULL,'',0,0,0,NULL,NULL,1,0,777,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(5,700002,2,'en',700002,NULL,45,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'running','token-quote05',1773144018000000,1773144018000000,1773147618000000,1773144020000000,NULL,'task-5','task-5','0',0.0,'',0,0,505,NULL,'',0,0,0,NULL,NULL,1,0,0,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(6,700002,2,'en',700002,NULL,46,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'in_doubt','token-quote06',1773144021000000,1773144021000000,1773147621000000,NULL,NULL,'','','',0.0,'',0,0,NULL,NULL,'',0,0,0,NULL,NULL,0,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(7,700002,2,'en',700002,NULL,47,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'submitting','token-quote07',1773144024000000,1773144024000000,1773147624000000,NULL,NULL,'','','',0.0,'',0,0,NULL,NULL,'',0,0,0,NULL,NULL,0,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(8,700002,2,'en',700002,NULL,48,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'ready','token-quote08',1773144026000000,1773144026000000,1773147626000000,1773144028000000,NULL,'task-8','task-8','0',0.0,'',0,0,508,NULL,'',0,0,0,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(9,700002,2,'en',700002,NULL,49,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'stored','token-quote09',1773144030000000,NULL,1773147630000000,1773144032000000,1773144034000000,'task-9','task-9','0',0.0,'',0,0,509,NULL,'',0,10,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(10,700001,1,'en',700001,NULL,50,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'delivered','token-quote10',1773144035000000,NULL,1773147635000000,1773144037000000,1773144038000000,'task-10','task-10','0',0.0,'',0,0,510,'slow','took too long',1,0,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(11,700001,1,'en',700001,NULL,51,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'held','token-quote11',1773144041000000,1773144041000000,1773147641000000,NULL,NULL,'','','',0.0,'',0,0,NULL,NULL,'',0,0,0,NULL,NULL,0,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(12,700001,1,'en',700001,NULL,52,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'cancelled','token-quote12',1773144042000000,NULL,1773147642000000,NULL,1773144043000000,'','','',0.0,'',0,0,NULL,NULL,'',0,0,1,NULL,NULL,0,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(13,700002,2,'en',700002,NULL,53,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',0,'running','token-quote13',1773144044000000,1773144044000000,1773147644000000,1773144046000000,NULL,'task-13','task-13','0',0.0,'',0,0,513,NULL,'',0,0,0,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'person:700002#3','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(14,700001,1,'en',700001,NULL,NULL,'elevenlabs-tts','live','{"voice": "Rachel"}','Hello','[]',0,'held','token-sample',1773144047000000,NULL,1773144047000000,NULL,NULL,'','','',0.0,'',0,0,NULL,NULL,'',0,0,0,NULL,NULL,0,0,NULL,NULL,'',0,0,0,'','hello',0,'Rachel:en','',NULL);
INSERT INTO "generations" VALUES(15,700002,6,'en',-1000000000500,NULL,NULL,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'delivered','token-quote14',1773144047000000,NULL,1773147647000000,1773144049000000,1773144051000000,'task-15','task-15','0',0.0,'',0,0,NULL,NULL,'',0,10,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(16,700001,6,'en',-1000000000500,NULL,NULL,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'running','token-quote15',1773144052000000,1773144052000000,1773147652000000,1773144054000000,NULL,'task-16','task-16','0',0.0,'',0,0,NULL,NULL,'',0,0,0,NULL,NULL,1,0,0,NULL,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(17,-8299421444279755641,6,'',0,NULL,NULL,'kling-2.5-turbo','live','{}','','[]',10,'delivered','forgotten 17',1773144055000000,NULL,1773147655000000,1773144057000000,1773144059000000,'','','0',0.0,'',0,0,NULL,NULL,'',0,10,1,NULL,NULL,0,1,NULL,-8299421444279755641,'',0,0,0,'','',0,'','',NULL);
INSERT INTO "generations" VALUES(18,700001,1,'en',700001,NULL,NULL,'qwen-image','live','{}','A picture of a kite','[]',3,'delivered','token-1-picture',1773144060000000,NULL,1773147660000000,1773144061000000,1773144063000000,'task-18','task-18','0',0.0,'',0,0,518,NULL,'',0,3,1,1,NULL,1,0,NULL,NULL,'picture',0,2,0,'','a picture of a kite',0,'','a kite',NULL);
INSERT INTO "generations" VALUES(19,700001,1,'en',700001,NULL,NULL,'kling-2.5-turbo','live','{"duration": "5"}','a kite','[{"file_id": "", "media": "photo", "size": 0, "mime_type": "", "width": 0, "height": 0, "seconds": 0, "url": "", "url_until": 0, "made_by": "picture"}]',10,'waiting','token-1-video',1773144060000000,NULL,1773147660000000,NULL,NULL,'','','',0.0,'',0,0,NULL,NULL,'',0,0,0,1,NULL,0,0,NULL,NULL,'video',1,2,0,'','a kite',0,'','a kite',NULL);
INSERT INTO "generations" VALUES(20,700002,7,'en',-1000000000500,NULL,57,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',5,'delivered','token-quote17',1773144064000000,NULL,1773147664000000,1773144066000000,1773144068000000,'task-20','task-20','0',0.0,'',0,0,520,NULL,'',0,5,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',1);
INSERT INTO "generations" VALUES(21,700001,7,'en',-1000000000500,NULL,58,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',5,'delivered','token-quote18',1773144069000000,NULL,1773147669000000,1773144071000000,1773144073000000,'task-21','task-21','0',0.0,'',0,0,521,NULL,'',0,5,1,NULL,NULL,1,0,NULL,NULL,'',0,0,0,'','a red kite',0,'','',1);
INSERT INTO "generations" VALUES(22,-8299421444279755641,3,'',0,NULL,NULL,'kling-2.5-turbo','live','{}','','[]',10,'delivered','forgotten 22',1773144074000000,NULL,1773147674000000,1773144076000000,1773144078000000,'','','0',0.0,'',0,0,NULL,NULL,'',0,10,1,NULL,NULL,0,1,NULL,-8299421444279755641,'',0,0,0,'','',0,'','',NULL);
INSERT INTO "generations" VALUES(23,700003,3,'en',700003,NULL,NULL,'qwen-image','live','{}','A picture of a kite','[]',3,'running','token-3-picture',1773144079000000,1773144079000000,1773147679000000,1773144080000000,NULL,'task-23','task-23','0',0.0,'',0,0,523,NULL,'',0,0,0,3,NULL,1,0,NULL,-8299421444279755641,'picture',0,2,0,'','a picture of a kite',0,'','a kite',NULL);
INSERT INTO "generations" VALUES(24,-8299421444279755641,3,'',0,NULL,NULL,'kling-2.5-turbo','live','{}','','[]',10,'cancelled','forgotten 24',1773144079000000,NULL,1773147679000000,NULL,1773144084000000,'','','',0.0,'',0,0,NULL,NULL,'',0,0,1,3,NULL,0,1,NULL,-8299421444279755641,'video',1,2,0,'','',0,'','',NULL);
INSERT INTO "generations" VALUES(25,700003,3,'en',700003,NULL,62,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,'running','token-quote22',1773144081000000,1773144081000000,1773147681000000,1773144083000000,NULL,'task-25','task-25','0',0.0,'',0,0,525,NULL,'',0,0,0,NULL,NULL,1,0,NULL,-8299421444279755641,'',0,0,0,'','a red kite',0,'','',NULL);
INSERT INTO "generations" VALUES(26,700004,4,'',0,NULL,NULL,'kling-2.5-turbo','live','{}','','[]',10,'delivered','forgotten 26',1773144084000000,NULL,1773147684000000,1773144086000000,1773144088000000,'','','0',0.0,'',0,0,NULL,NULL,'',0,10,1,NULL,NULL,0,1,NULL,700004,'',0,0,0,'','',0,'','',NULL);
CREATE TABLE group_changes (
  id        INTEGER PRIMARY KEY,
  chat_id   INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  what      TEXT NOT NULL,
  before    TEXT NOT NULL,
  after     TEXT NOT NULL,
  at        INTEGER NOT NULL
);
INSERT INTO "group_changes" VALUES(1,-1000000000500,700001,'cap_generation','','30',1773144000000000);
INSERT INTO "group_changes" VALUES(2,-1000000000500,-8299421444279755641,'payer','asker','group',1773144000000000);
INSERT INTO "group_changes" VALUES(3,-1000000000500,0,'admission','asked','admitted',1773144000000000);
INSERT INTO "group_changes" VALUES(4,-1000000000500,700001,'topup','','120',1773144000000000);
INSERT INTO "group_changes" VALUES(5,-1000000000600,700099,'admission','asked','barred',1773144000000000);
CREATE TABLE groups (
  chat_id   INTEGER PRIMARY KEY,
  title     TEXT NOT NULL DEFAULT '',
  admission TEXT NOT NULL,
  added_by  INTEGER,
  present   INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  rules     TEXT NOT NULL                             -- JSON object
);
INSERT INTO "groups" VALUES(-1000000000600,'Strangers','barred',NULL,0,'{"payer": null, "caps": {}, "cap_generation": null, "approval_above": null, "kinds": ["audio", "image", "music", "video"], "models_off": [], "banned_words": [], "open_maximum": null, "spoiler": false, "topic_id": null, "language": "", "quiet": null, "utc_offset": 0}');
INSERT INTO "groups" VALUES(-1000000000500,'Friends','admitted',NULL,1,'{"payer": "group", "caps": {"day": 40}, "cap_generation": 30, "approval_above": 20, "kinds": ["image", "video"], "models_off": ["sora-2"], "banned_words": ["spam"], "open_maximum": 3, "spoiler": true, "topic_id": 4, "language": "ru", "quiet": [23, 7], "utc_offset": 180}');
CREATE TABLE holds (
  generation_id INTEGER PRIMARY KEY REFERENCES generations (id),
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  allowance     INTEGER NOT NULL CHECK (allowance >= 0),
  bought        INTEGER NOT NULL CHECK (bought >= 0),
  captured      INTEGER CHECK (captured >= 0 AND captured <= allowance + bought),
  ended_at      INTEGER,
  CHECK ((captured IS NULL) = (ended_at IS NULL))
);
INSERT INTO "holds" VALUES(1,1,0,10,10,1773144005000000);
INSERT INTO "holds" VALUES(2,1,0,10,6,1773144010000000);
INSERT INTO "holds" VALUES(3,2,10,0,10,1773144015000000);
INSERT INTO "holds" VALUES(4,1,0,10,NULL,NULL);
INSERT INTO "holds" VALUES(5,2,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(6,2,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(7,2,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(8,2,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(9,2,10,0,10,1773144035000000);
INSERT INTO "holds" VALUES(10,1,0,10,0,1773144039000000);
INSERT INTO "holds" VALUES(11,1,0,10,NULL,NULL);
INSERT INTO "holds" VALUES(12,1,0,10,0,1773144044000000);
INSERT INTO "holds" VALUES(13,2,0,0,NULL,NULL);
INSERT INTO "holds" VALUES(15,6,10,0,10,1773144052000000);
INSERT INTO "holds" VALUES(16,6,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(17,6,10,0,10,1773144060000000);
INSERT INTO "holds" VALUES(18,1,0,3,3,1773144064000000);
INSERT INTO "holds" VALUES(19,1,0,10,NULL,NULL);
INSERT INTO "holds" VALUES(20,7,0,5,5,1773144069000000);
INSERT INTO "holds" VALUES(21,7,0,5,5,1773144074000000);
INSERT INTO "holds" VALUES(22,3,10,0,10,1773144079000000);
INSERT INTO "holds" VALUES(23,3,3,0,NULL,NULL);
INSERT INTO "holds" VALUES(24,3,10,0,0,1773144084000000);
INSERT INTO "holds" VALUES(25,3,10,0,NULL,NULL);
INSERT INTO "holds" VALUES(26,4,10,0,10,1773144089000000);
CREATE TABLE "integrations" (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner       TEXT NOT NULL,                        -- 'operator', 'person:<id>', later 'chat:<id>'
  provider    TEXT NOT NULL,                        -- 'kai'
  credentials BLOB NOT NULL,                        -- encrypted
  config      TEXT NOT NULL DEFAULT '{}',           -- JSON: defaultVideoModel, defaultImageModel, callbackBaseUrl
  updated_at  INTEGER NOT NULL,
  enabled     INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  trouble     TEXT NOT NULL DEFAULT '',             -- of bot.generation.breaker.Trouble; its owner was told
  retired_at  INTEGER                               -- replaced then
);
INSERT INTO "integrations" VALUES(1,'operator','kai',X'674141414141427243326F7933656A66714C32546F5837775F6648455037304B34564C56755841754D4F6637636579354F356C30454C42687238656575527265556A493173544C506D4D757347335263557873307A527A45704B345A6A554E46587345316937774E36794C474D50494669634B626462733D','{"defaultImageModel": "qwen-image"}',1773144074000000,1,'',NULL);
INSERT INTO "integrations" VALUES(3,'person:700002','kai',X'674141414141427243326F79764352325F6759484947305450765A593359767862536A69656B4830545479525F4367414357326358306C525454435754594D626D5833706D2D445163527337483574774E323675494759412D7430316775594262585533335A654E68447847307473306D4B77686679453D','{}',1773144074000000,1,'empty',NULL);
CREATE TABLE ledger_entries (
  id            INTEGER PRIMARY KEY,
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  kind          TEXT NOT NULL,
  bucket        TEXT NOT NULL CHECK (bucket IN ('allowance', 'bought')),
  amount        INTEGER NOT NULL,
  operation_key TEXT NOT NULL UNIQUE,
  at            INTEGER NOT NULL,
  generation_id INTEGER REFERENCES generations (id),
  note          TEXT NOT NULL DEFAULT ''
);
INSERT INTO "ledger_entries" VALUES(1,1,'grant','allowance',100,'allowance:1:2026-03',1773144000000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(2,1,'grant','bought',200,'grant:1:700001',1773144000000000,NULL,'by 700099');
INSERT INTO "ledger_entries" VALUES(3,2,'grant','allowance',100,'allowance:2:2026-03',1773144000000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(4,2,'grant','bought',200,'grant:1:700002',1773144000000000,NULL,'by 700099');
INSERT INTO "ledger_entries" VALUES(5,3,'grant','allowance',100,'allowance:3:2026-03',1773144000000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(6,3,'grant','bought',200,'grant:1:700003',1773144000000000,NULL,'by 700099');
INSERT INTO "ledger_entries" VALUES(7,4,'grant','allowance',100,'allowance:4:2026-03',1773144000000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(8,4,'grant','bought',200,'grant:1:700004',1773144000000000,NULL,'by 700099');
INSERT INTO "ledger_entries" VALUES(9,5,'grant','allowance',100,'allowance:5:2026-03',1773144000000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(10,5,'grant','bought',200,'grant:1:700005',1773144000000000,NULL,'by 700099');
INSERT INTO "ledger_entries" VALUES(11,1,'transfer','bought',-20,'topup:-500:7',1773144000000000,NULL,'topup');
INSERT INTO "ledger_entries" VALUES(12,6,'transfer','bought',20,'topup:-500:7:to',1773144000000000,NULL,'topup');
INSERT INTO "ledger_entries" VALUES(13,1,'transfer','allowance',-100,'topup:-500:7:allowance',1773144000000000,NULL,'topup');
INSERT INTO "ledger_entries" VALUES(14,6,'transfer','allowance',100,'topup:-500:7:allowance:to',1773144000000000,NULL,'topup');
INSERT INTO "ledger_entries" VALUES(15,1,'hold','bought',-10,'hold:1:bought',1773144000000000,1,'');
INSERT INTO "ledger_entries" VALUES(16,1,'capture','bought',0,'capture:1',1773144005000000,1,'10');
INSERT INTO "ledger_entries" VALUES(17,1,'hold','bought',-10,'hold:2:bought',1773144005000000,2,'');
INSERT INTO "ledger_entries" VALUES(18,1,'capture','bought',0,'capture:2',1773144010000000,2,'6');
INSERT INTO "ledger_entries" VALUES(19,1,'release','bought',4,'release:2:bought',1773144010000000,2,'');
INSERT INTO "ledger_entries" VALUES(20,2,'hold','allowance',-10,'hold:3:allowance',1773144010000000,3,'');
INSERT INTO "ledger_entries" VALUES(21,2,'capture','bought',0,'capture:3',1773144015000000,3,'10');
INSERT INTO "ledger_entries" VALUES(22,1,'hold','bought',-10,'hold:4:bought',1773144015000000,4,'');
INSERT INTO "ledger_entries" VALUES(23,2,'hold','allowance',-10,'hold:5:allowance',1773144018000000,5,'');
INSERT INTO "ledger_entries" VALUES(24,2,'hold','allowance',-10,'hold:6:allowance',1773144021000000,6,'');
INSERT INTO "ledger_entries" VALUES(25,2,'hold','allowance',-10,'hold:7:allowance',1773144024000000,7,'');
INSERT INTO "ledger_entries" VALUES(26,2,'hold','allowance',-10,'hold:8:allowance',1773144026000000,8,'');
INSERT INTO "ledger_entries" VALUES(27,2,'hold','allowance',-10,'hold:9:allowance',1773144030000000,9,'');
INSERT INTO "ledger_entries" VALUES(28,2,'capture','bought',0,'capture:9',1773144035000000,9,'10');
INSERT INTO "ledger_entries" VALUES(29,1,'hold','bought',-10,'hold:10:bought',1773144035000000,10,'');
INSERT INTO "ledger_entries" VALUES(30,1,'release','bought',10,'release:10:bought',1773144039000000,10,'');
INSERT INTO "ledger_entries" VALUES(31,1,'hold','bought',-10,'hold:11:bought',1773144041000000,11,'');
INSERT INTO "ledger_entries" VALUES(32,1,'hold','bought',-10,'hold:12:bought',1773144042000000,12,'');
INSERT INTO "ledger_entries" VALUES(33,1,'release','bought',10,'release:12:bought',1773144044000000,12,'');
INSERT INTO "ledger_entries" VALUES(34,6,'hold','allowance',-10,'hold:15:allowance',1773144047000000,15,'');
INSERT INTO "ledger_entries" VALUES(35,6,'capture','bought',0,'capture:15',1773144052000000,15,'10');
INSERT INTO "ledger_entries" VALUES(36,6,'hold','allowance',-10,'hold:16:allowance',1773144052000000,16,'');
INSERT INTO "ledger_entries" VALUES(37,6,'hold','allowance',-10,'hold:17:allowance',1773144055000000,17,'');
INSERT INTO "ledger_entries" VALUES(38,6,'capture','bought',0,'capture:17',1773144060000000,17,'10');
INSERT INTO "ledger_entries" VALUES(39,1,'hold','bought',-3,'hold:18:bought',1773144060000000,18,'');
INSERT INTO "ledger_entries" VALUES(40,1,'hold','bought',-10,'hold:19:bought',1773144060000000,19,'');
INSERT INTO "ledger_entries" VALUES(41,1,'capture','bought',0,'capture:18',1773144064000000,18,'3');
INSERT INTO "ledger_entries" VALUES(42,1,'transfer','bought',-20,'party:1',1773144064000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(43,7,'transfer','bought',20,'party:1:to',1773144064000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(44,7,'hold','bought',-5,'hold:20:bought',1773144064000000,20,'');
INSERT INTO "ledger_entries" VALUES(45,7,'capture','bought',0,'capture:20',1773144069000000,20,'5');
INSERT INTO "ledger_entries" VALUES(46,7,'hold','bought',-5,'hold:21:bought',1773144069000000,21,'');
INSERT INTO "ledger_entries" VALUES(47,7,'capture','bought',0,'capture:21',1773144074000000,21,'5');
INSERT INTO "ledger_entries" VALUES(48,1,'transfer','bought',-20,'party:2',1773144074000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(49,8,'transfer','bought',20,'party:2:to',1773144074000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(50,1,'transfer','bought',-20,'party:3',1773144074000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(51,9,'transfer','bought',20,'party:3:to',1773144074000000,NULL,'');
INSERT INTO "ledger_entries" VALUES(52,3,'hold','allowance',-10,'hold:22:allowance',1773144074000000,22,'');
INSERT INTO "ledger_entries" VALUES(53,3,'capture','bought',0,'capture:22',1773144079000000,22,'10');
INSERT INTO "ledger_entries" VALUES(54,3,'hold','allowance',-3,'hold:23:allowance',1773144079000000,23,'');
INSERT INTO "ledger_entries" VALUES(55,3,'hold','allowance',-10,'hold:24:allowance',1773144079000000,24,'');
INSERT INTO "ledger_entries" VALUES(56,3,'hold','allowance',-10,'hold:25:allowance',1773144081000000,25,'');
INSERT INTO "ledger_entries" VALUES(57,3,'release','allowance',10,'release:24:allowance',1773144084000000,24,'');
INSERT INTO "ledger_entries" VALUES(58,4,'hold','allowance',-10,'hold:26:allowance',1773144084000000,26,'');
INSERT INTO "ledger_entries" VALUES(59,4,'capture','bought',0,'capture:26',1773144089000000,26,'10');
CREATE TABLE menus (
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  thread_id  INTEGER,
  person_id  INTEGER NOT NULL,
  draft_id   INTEGER NOT NULL DEFAULT 0,            -- the draft that it is about; 0 = none
  used_at    INTEGER NOT NULL,                      -- seconds since 1970
  PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
INSERT INTO "menus" VALUES(-1000000000500,31,NULL,700002,0,1773144060);
INSERT INTO "menus" VALUES(-1000000000500,32,4,700002,1,1773144060);
CREATE TABLE parties (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id      INTEGER NOT NULL,
  thread_id    INTEGER,
  reply_to     INTEGER,
  asked_by     TEXT NOT NULL UNIQUE,                -- the message that asked for it: one message, one party
  starter_id   INTEGER,                             -- NULL: forgotten
  language     TEXT NOT NULL,
  theme        TEXT NOT NULL,                       -- '' when it has ended
  credits      INTEGER NOT NULL CHECK (credits > 0),
  share        INTEGER NOT NULL CHECK (share > 0),  -- credits that one entry may cost
  least        INTEGER NOT NULL CHECK (least > 0),  -- credits of the cheapest entry
  source_id    INTEGER NOT NULL REFERENCES accounts (id),
  pot_id       INTEGER REFERENCES accounts (id),
  state        TEXT NOT NULL,                       -- of bot.generation.party.PartyState
  created_at   INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,                    -- of joining, then of voting
  due_at       INTEGER,
  leased_until INTEGER,
  message_id   INTEGER,
  ballot_id    INTEGER,
  entries      TEXT NOT NULL DEFAULT '[]',          -- JSON array: [generation, message or null] in the gallery's order
  returned     INTEGER CHECK (returned >= 0)        -- credits that went back; NULL: not yet
);
INSERT INTO "parties" VALUES(1,-1000000000500,NULL,NULL,'-1000000000500:41',700001,'en','kites',20,10,3,6,7,'voting',1773144064000000,1773145264000000,1773145264000000,NULL,50,52,'[[20, 51], [21, 0]]',NULL);
INSERT INTO "parties" VALUES(2,-1000000000704,NULL,NULL,'h:42',700001,'en','kites',20,10,3,6,8,'hanging',1773144074000000,1773145274000000,1773145274000000,NULL,NULL,NULL,'[[20, 61], [21, null]]',NULL);
INSERT INTO "parties" VALUES(3,-1000000000706,NULL,NULL,'s:4343',700001,'en','kites',20,10,3,6,9,'settling',1773144074000000,1773145274000000,1773145274000000,NULL,NULL,NULL,'[]',NULL);
CREATE TABLE party_votes (
  party_id      INTEGER NOT NULL REFERENCES parties (id),
  person_id     INTEGER NOT NULL,
  generation_id INTEGER NOT NULL,
  PRIMARY KEY (party_id, person_id)                 -- one vote each
) WITHOUT ROWID;
INSERT INTO "party_votes" VALUES(1,700001,20);
CREATE TABLE people (
  id                INTEGER PRIMARY KEY,            -- Telegram user id
  language          TEXT NOT NULL DEFAULT '',       -- chosen; '' follows Telegram's
  telegram_language TEXT NOT NULL DEFAULT '',
  name              TEXT NOT NULL DEFAULT '',
  originals         INTEGER NOT NULL DEFAULT 0 CHECK (originals IN (0, 1)),
  seen_at           INTEGER NOT NULL
, effects INTEGER NOT NULL DEFAULT 1 CHECK (effects IN (0, 1)), unasked INTEGER NOT NULL DEFAULT 0 CHECK (unasked >= 0), utc_offset INTEGER CHECK (utc_offset BETWEEN -840 AND 840), quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23), quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 23));
INSERT INTO "people" VALUES(700001,'ru','en','Anna',1,1773144000000000,0,25,120,22,8);
INSERT INTO "people" VALUES(700002,'','ru','Boris',0,1773144000000000,1,0,NULL,NULL,NULL);
INSERT INTO "people" VALUES(700004,'','en','Dora',0,1773144089000000,1,0,NULL,NULL,NULL);
INSERT INTO "people" VALUES(700005,'','ru','Emil',0,1773144000000000,1,0,NULL,NULL,NULL);
INSERT INTO "people" VALUES(700099,'','en','Root',0,1773144000000000,1,0,NULL,NULL,NULL);
CREATE TABLE quotes (
  token          TEXT PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES accounts (id),
  language       TEXT NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  reply_to       INTEGER,
  model          TEXT NOT NULL,
  dialect        TEXT NOT NULL,
  choices        TEXT NOT NULL,                     -- JSON object
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,                     -- JSON array
  price          INTEGER NOT NULL CHECK (price >= 0),
  created_at     INTEGER NOT NULL,
  used_by        INTEGER UNIQUE                     -- one confirmation only
, key_owner TEXT NOT NULL DEFAULT '', party_id INTEGER);
INSERT INTO "quotes" VALUES('quote01',700001,1,'en',700001,NULL,41,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144000000000,1,'',NULL);
INSERT INTO "quotes" VALUES('quote02',700001,1,'en',700001,NULL,42,'kling-2.5-turbo','live','{"duration": "5"}','Змей','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144005000000,2,'',NULL);
INSERT INTO "quotes" VALUES('quote03',700002,2,'en',700002,NULL,43,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144010000000,3,'',NULL);
INSERT INTO "quotes" VALUES('quote04',700001,1,'en',700001,NULL,44,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144015000000,4,'',NULL);
INSERT INTO "quotes" VALUES('quote05',700002,2,'en',700002,NULL,45,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144018000000,5,'',NULL);
INSERT INTO "quotes" VALUES('quote06',700002,2,'en',700002,NULL,46,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144021000000,6,'',NULL);
INSERT INTO "quotes" VALUES('quote07',700002,2,'en',700002,NULL,47,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144024000000,7,'',NULL);
INSERT INTO "quotes" VALUES('quote08',700002,2,'en',700002,NULL,48,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144026000000,8,'',NULL);
INSERT INTO "quotes" VALUES('quote09',700002,2,'en',700002,NULL,49,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144030000000,9,'',NULL);
INSERT INTO "quotes" VALUES('quote10',700001,1,'en',700001,NULL,50,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144035000000,10,'',NULL);
INSERT INTO "quotes" VALUES('quote11',700001,1,'en',700001,NULL,51,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144041000000,11,'',NULL);
INSERT INTO "quotes" VALUES('quote12',700001,1,'en',700001,NULL,52,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144042000000,12,'',NULL);
INSERT INTO "quotes" VALUES('quote13',700002,2,'en',700002,NULL,53,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',0,1773144044000000,13,'person:700002',NULL);
INSERT INTO "quotes" VALUES('quote14',700002,6,'en',-1000000000500,NULL,NULL,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144047000000,15,'',NULL);
INSERT INTO "quotes" VALUES('quote15',700001,6,'en',-1000000000500,NULL,NULL,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144052000000,16,'',NULL);
INSERT INTO "quotes" VALUES('quote17',700002,7,'en',-1000000000500,NULL,57,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',5,1773144064000000,20,'',1);
INSERT INTO "quotes" VALUES('quote18',700001,7,'en',-1000000000500,NULL,58,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',5,1773144069000000,21,'',1);
INSERT INTO "quotes" VALUES('quote19',700001,1,'en',700001,NULL,59,'kling-2.5-turbo','live','{"duration": "5"}','not taken up','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144074000000,NULL,'',NULL);
INSERT INTO "quotes" VALUES('quote20',700002,7,'en',-1000000000500,NULL,60,'kling-2.5-turbo','live','{"duration": "5"}','a red kite','[{"file_id": "photo-1", "media": "photo", "size": 1000, "mime_type": "image/jpeg", "width": 640, "height": 480, "seconds": 0, "url": "", "url_until": 0, "made_by": ""}]',10,1773144074000000,NULL,'',1);
CREATE TABLE standing_alerts (
  kind TEXT PRIMARY KEY,                            -- of bot.generation.ports.AlertKind
  at   INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "standing_alerts" VALUES('out-of-credits',1773144074000000);
CREATE TABLE steps (
  id            INTEGER PRIMARY KEY,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  state         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  detail        TEXT NOT NULL DEFAULT ''
);
INSERT INTO "steps" VALUES(1,1,'held',1773144000000000,'');
INSERT INTO "steps" VALUES(2,1,'submitting',1773144002000000,'');
INSERT INTO "steps" VALUES(3,1,'running',1773144003000000,'');
INSERT INTO "steps" VALUES(4,1,'ready',1773144004000000,'');
INSERT INTO "steps" VALUES(5,1,'delivered',1773144005000000,'sent');
INSERT INTO "steps" VALUES(6,2,'held',1773144005000000,'');
INSERT INTO "steps" VALUES(7,2,'submitting',1773144007000000,'');
INSERT INTO "steps" VALUES(8,2,'running',1773144008000000,'');
INSERT INTO "steps" VALUES(9,2,'ready',1773144009000000,'');
INSERT INTO "steps" VALUES(10,2,'delivered',1773144010000000,'sent');
INSERT INTO "steps" VALUES(11,3,'held',1773144010000000,'');
INSERT INTO "steps" VALUES(12,3,'submitting',1773144012000000,'');
INSERT INTO "steps" VALUES(13,3,'running',1773144013000000,'');
INSERT INTO "steps" VALUES(14,3,'ready',1773144014000000,'');
INSERT INTO "steps" VALUES(15,3,'delivered',1773144015000000,'sent');
INSERT INTO "steps" VALUES(16,4,'held',1773144015000000,'');
INSERT INTO "steps" VALUES(17,4,'submitting',1773144017000000,'');
INSERT INTO "steps" VALUES(18,4,'running',1773144018000000,'');
INSERT INTO "steps" VALUES(19,5,'held',1773144018000000,'');
INSERT INTO "steps" VALUES(20,5,'submitting',1773144020000000,'');
INSERT INTO "steps" VALUES(21,5,'running',1773144021000000,'');
INSERT INTO "steps" VALUES(22,6,'held',1773144021000000,'');
INSERT INTO "steps" VALUES(23,6,'submitting',1773144023000000,'');
INSERT INTO "steps" VALUES(24,6,'in_doubt',1773144024000000,'cut off');
INSERT INTO "steps" VALUES(25,7,'held',1773144024000000,'');
INSERT INTO "steps" VALUES(26,7,'submitting',1773144026000000,'');
INSERT INTO "steps" VALUES(27,8,'held',1773144026000000,'');
INSERT INTO "steps" VALUES(28,8,'submitting',1773144028000000,'');
INSERT INTO "steps" VALUES(29,8,'running',1773144029000000,'');
INSERT INTO "steps" VALUES(30,8,'ready',1773144030000000,'');
INSERT INTO "steps" VALUES(31,9,'held',1773144030000000,'');
INSERT INTO "steps" VALUES(32,9,'submitting',1773144032000000,'');
INSERT INTO "steps" VALUES(33,9,'running',1773144033000000,'');
INSERT INTO "steps" VALUES(34,9,'ready',1773144034000000,'');
INSERT INTO "steps" VALUES(35,9,'stored',1773144035000000,'chat gone');
INSERT INTO "steps" VALUES(36,10,'held',1773144035000000,'');
INSERT INTO "steps" VALUES(37,10,'submitting',1773144037000000,'');
INSERT INTO "steps" VALUES(38,10,'running',1773144038000000,'');
INSERT INTO "steps" VALUES(39,10,'failed',1773144039000000,'');
INSERT INTO "steps" VALUES(40,10,'ready',1773144040000000,'');
INSERT INTO "steps" VALUES(41,10,'delivered',1773144041000000,'');
INSERT INTO "steps" VALUES(42,11,'held',1773144041000000,'');
INSERT INTO "steps" VALUES(43,12,'held',1773144042000000,'');
INSERT INTO "steps" VALUES(44,12,'cancelled',1773144044000000,'');
INSERT INTO "steps" VALUES(45,13,'held',1773144044000000,'');
INSERT INTO "steps" VALUES(46,13,'submitting',1773144046000000,'');
INSERT INTO "steps" VALUES(47,13,'running',1773144047000000,'');
INSERT INTO "steps" VALUES(48,14,'held',1773144047000000,'');
INSERT INTO "steps" VALUES(49,15,'held',1773144047000000,'');
INSERT INTO "steps" VALUES(50,15,'submitting',1773144049000000,'');
INSERT INTO "steps" VALUES(51,15,'running',1773144050000000,'');
INSERT INTO "steps" VALUES(52,15,'ready',1773144051000000,'');
INSERT INTO "steps" VALUES(53,15,'delivered',1773144052000000,'sent');
INSERT INTO "steps" VALUES(54,16,'held',1773144052000000,'');
INSERT INTO "steps" VALUES(55,16,'submitting',1773144054000000,'');
INSERT INTO "steps" VALUES(56,16,'running',1773144055000000,'');
INSERT INTO "steps" VALUES(57,17,'held',1773144055000000,'');
INSERT INTO "steps" VALUES(58,17,'submitting',1773144057000000,'');
INSERT INTO "steps" VALUES(59,17,'running',1773144058000000,'');
INSERT INTO "steps" VALUES(60,17,'ready',1773144059000000,'');
INSERT INTO "steps" VALUES(61,17,'delivered',1773144060000000,'');
INSERT INTO "steps" VALUES(62,18,'held',1773144060000000,'');
INSERT INTO "steps" VALUES(63,19,'waiting',1773144060000000,'');
INSERT INTO "steps" VALUES(64,18,'submitting',1773144061000000,'');
INSERT INTO "steps" VALUES(65,18,'running',1773144062000000,'');
INSERT INTO "steps" VALUES(66,18,'ready',1773144063000000,'');
INSERT INTO "steps" VALUES(67,18,'delivered',1773144064000000,'sent');
INSERT INTO "steps" VALUES(68,20,'held',1773144064000000,'');
INSERT INTO "steps" VALUES(69,20,'submitting',1773144066000000,'');
INSERT INTO "steps" VALUES(70,20,'running',1773144067000000,'');
INSERT INTO "steps" VALUES(71,20,'ready',1773144068000000,'');
INSERT INTO "steps" VALUES(72,20,'delivered',1773144069000000,'sent');
INSERT INTO "steps" VALUES(73,21,'held',1773144069000000,'');
INSERT INTO "steps" VALUES(74,21,'submitting',1773144071000000,'');
INSERT INTO "steps" VALUES(75,21,'running',1773144072000000,'');
INSERT INTO "steps" VALUES(76,21,'ready',1773144073000000,'');
INSERT INTO "steps" VALUES(77,21,'delivered',1773144074000000,'sent');
INSERT INTO "steps" VALUES(78,22,'held',1773144074000000,'');
INSERT INTO "steps" VALUES(79,22,'submitting',1773144076000000,'');
INSERT INTO "steps" VALUES(80,22,'running',1773144077000000,'');
INSERT INTO "steps" VALUES(81,22,'ready',1773144078000000,'');
INSERT INTO "steps" VALUES(82,22,'delivered',1773144079000000,'');
INSERT INTO "steps" VALUES(83,23,'held',1773144079000000,'');
INSERT INTO "steps" VALUES(84,24,'waiting',1773144079000000,'');
INSERT INTO "steps" VALUES(85,23,'submitting',1773144080000000,'');
INSERT INTO "steps" VALUES(86,23,'running',1773144081000000,'');
INSERT INTO "steps" VALUES(87,25,'held',1773144081000000,'');
INSERT INTO "steps" VALUES(88,25,'submitting',1773144083000000,'');
INSERT INTO "steps" VALUES(89,25,'running',1773144084000000,'');
INSERT INTO "steps" VALUES(90,24,'cancelled',1773144084000000,'');
INSERT INTO "steps" VALUES(91,26,'held',1773144084000000,'');
INSERT INTO "steps" VALUES(92,26,'submitting',1773144086000000,'');
INSERT INTO "steps" VALUES(93,26,'running',1773144087000000,'');
INSERT INTO "steps" VALUES(94,26,'ready',1773144088000000,'');
INSERT INTO "steps" VALUES(95,26,'delivered',1773144089000000,'');
CREATE TABLE switched_off (
  model TEXT PRIMARY KEY,                           -- slug
  by_id INTEGER NOT NULL,                           -- Telegram id of the admin
  at    INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "switched_off" VALUES('sora-2',700099,1773144074000000);
CREATE TABLE uploads (
  name    TEXT PRIMARY KEY,                         -- of a bot and of content
  file_id TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "uploads" VALUES('42:cat.png','upload-1');
CREATE INDEX generations_of_account ON generations (account_id, state);
CREATE INDEX generations_of_person ON generations (person_id, id);
CREATE INDEX generations_of_model ON generations (model, state, id);
CREATE INDEX generations_external ON generations (external_task_id) WHERE external_task_id <> '';
CREATE INDEX steps_of_generation ON steps (generation_id, id);
CREATE INDEX holds_open ON holds (account_id) WHERE ended_at IS NULL;
CREATE INDEX ledger_entries_of_account ON ledger_entries (account_id, id);
CREATE INDEX generations_next ON generations (state, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX generations_poked ON generations (state, due_at) WHERE poked = 1;
CREATE INDEX generations_line ON generations (account_id, id, due_at, leased_until) WHERE state = 'held';
CREATE INDEX generations_leased ON generations (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX generations_open_in_chat ON generations (chat_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX generations_busy ON generations (account_id)
  WHERE state IN ('in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX group_changes_of_chat ON group_changes (chat_id, id);
CREATE INDEX generations_of_purse ON generations (account_id, created_at);
CREATE INDEX generations_open_of_person ON generations (person_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX chains_of_person ON chains (person_id, id);
CREATE UNIQUE INDEX generations_of_chain ON generations (chain_id, chain_position) WHERE chain_id IS NOT NULL;
CREATE UNIQUE INDEX integrations_current ON integrations (owner, provider) WHERE retired_at IS NULL;
CREATE INDEX generations_own_key ON generations (own_key) WHERE own_key <> '';
CREATE INDEX assets_url ON assets (url);
CREATE INDEX generations_gallery ON generations (person_id, id, chat_id)
  WHERE state IN ('delivered', 'stored') AND hidden = 0;
CREATE UNIQUE INDEX one_sample ON generations (sample)
  WHERE sample <> '' AND state NOT IN ('failed', 'cancelled') AND NOT on_the_house;
CREATE INDEX samples_of_person ON generations (person_id, created_at) WHERE sample <> '';
CREATE INDEX broadcast_waits_due ON broadcast_waits (due_at);
CREATE UNIQUE INDEX one_party ON parties (chat_id) WHERE state IN ('open', 'closing', 'hanging', 'voting', 'counted');
CREATE INDEX parties_due ON parties (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX generations_of_party ON generations (party_id) WHERE party_id IS NOT NULL;
CREATE UNIQUE INDEX one_entry ON generations (party_id, person_id)
  WHERE party_id IS NOT NULL AND state NOT IN ('failed', 'cancelled') AND NOT on_the_house;
CREATE INDEX assets_message ON assets (message_id) WHERE message_id > 0;
CREATE INDEX menus_of_person ON menus (person_id, chat_id);
CREATE INDEX menus_by_age ON menus (used_at);
CREATE TRIGGER ledger_entries_never_change BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;
CREATE TRIGGER ledger_entries_never_vanish BEFORE DELETE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;
CREATE VIEW kai_generations AS
SELECT
  g.id,
  g.external_task_id,
  CASE g.state
    WHEN 'delivered' THEN 'completed'
    WHEN 'stored' THEN 'completed'
    WHEN 'failed' THEN 'failed'
    WHEN 'cancelled' THEN 'failed'
    ELSE 'processing'
  END AS status,
  (SELECT json_group_array(a.id) FROM assets a WHERE a.generation_id = g.id) AS result_asset_ids,
  g.completed_at,
  g.chain_id AS job_id
FROM generations g;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('integrations',4);
INSERT INTO "sqlite_sequence" VALUES('parties',3);
COMMIT;
PRAGMA user_version = 20;
