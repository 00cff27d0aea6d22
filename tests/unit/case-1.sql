-- A case file as version 1 left it (user_version 1), with a row or two in each table: what upgrades are
-- tried on. Never changed; a later version has a file of its own.

CREATE TABLE meta (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	verb TEXT NOT NULL,
	version TEXT NOT NULL,
	rules_hash TEXT,
	options TEXT NOT NULL,
	started TEXT NOT NULL,
	finished TEXT
) STRICT;
CREATE TABLE source (
	id INTEGER PRIMARY KEY,
	path TEXT NOT NULL UNIQUE,
	size INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'unreadable')),
	items INTEGER NOT NULL DEFAULT 0,
	failed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE document (
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source (id),
	part TEXT NOT NULL,
	source_start INTEGER NOT NULL,
	source_end INTEGER NOT NULL,
	parent INTEGER REFERENCES document (id) ON DELETE SET NULL,
	kind TEXT NOT NULL CHECK (kind IN ('mail', 'text', 'html', 'attachment')),
	read INTEGER NOT NULL CHECK (read IN (0, 1)),
	hash TEXT NOT NULL,
	name TEXT,
	media_type TEXT,
	size INTEGER NOT NULL,
	sha256 TEXT,
	charset TEXT,
	undecodable INTEGER NOT NULL DEFAULT 0,
	lang TEXT,
	subject TEXT,
	date TEXT,
	date_utc INTEGER,
	message_id TEXT,
	in_reply_to TEXT,
	list_id TEXT,
	automatic INTEGER NOT NULL DEFAULT 0,
	thread INTEGER,
	UNIQUE (source, part)
) STRICT;
CREATE INDEX document_hash ON document (hash);
CREATE INDEX document_message_id ON document (message_id);
CREATE INDEX document_parent ON document (parent);
CREATE TABLE document_text (
	document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
	bytes INTEGER NOT NULL,
	text TEXT NOT NULL
) STRICT;
CREATE TABLE document_reference (
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	source INTEGER NOT NULL REFERENCES source (id),
	part TEXT NOT NULL,
	source_start INTEGER NOT NULL,
	source_end INTEGER NOT NULL,
	parent INTEGER REFERENCES document (id) ON DELETE SET NULL,
	message_id TEXT,
	PRIMARY KEY (source, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_document ON place (document);
CREATE INDEX place_parent ON place (parent);
CREATE TABLE segment (
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	kind TEXT NOT NULL,
	depth INTEGER NOT NULL,
	message INTEGER NOT NULL,
	PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;
CREATE TABLE message (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	parent INTEGER NOT NULL,
	kind TEXT NOT NULL,
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	date TEXT,
	date_raw TEXT,
	date_utc INTEGER,
	subject TEXT,
	same_as INTEGER REFERENCES message (id) ON DELETE SET NULL,
	UNIQUE (document, position)
) STRICT;
CREATE INDEX message_same_as ON message (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE signature (
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	PRIMARY KEY (message, start)
) STRICT, WITHOUT ROWID;
CREATE TABLE participant (
	id INTEGER PRIMARY KEY,
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	role TEXT NOT NULL CHECK (role IN ('from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'on-behalf')),
	field TEXT NOT NULL,
	position INTEGER NOT NULL,
	name TEXT,
	address TEXT,
	raw TEXT NOT NULL,
	start INTEGER NOT NULL,
	end INTEGER NOT NULL
) STRICT;
CREATE INDEX participant_message ON participant (message);
CREATE TABLE problem (
	id INTEGER PRIMARY KEY,
	source INTEGER REFERENCES source (id) ON DELETE CASCADE,
	document INTEGER REFERENCES document (id) ON DELETE CASCADE,
	path TEXT NOT NULL,
	part TEXT NOT NULL,
	stage TEXT NOT NULL,
	class TEXT NOT NULL,
	message TEXT NOT NULL
) STRICT;
CREATE INDEX problem_source ON problem (source);
CREATE INDEX problem_document ON problem (document);
CREATE TABLE rule (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE mention (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	type TEXT NOT NULL,
	surface TEXT NOT NULL,
	value TEXT NOT NULL,
	attributes TEXT,
	rule INTEGER NOT NULL REFERENCES rule (id),
	score REAL NOT NULL,
	sentence INTEGER NOT NULL,
	paragraph INTEGER NOT NULL,
	segment TEXT NOT NULL,
	message INTEGER NOT NULL,
	passage INTEGER NOT NULL,
	original INTEGER NOT NULL
) STRICT;
CREATE INDEX mention_document ON mention (document, start);
CREATE TABLE extraction (
	document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
	stamp TEXT NOT NULL
) STRICT;
CREATE TABLE entity (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	type TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	mentions INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	messages INTEGER NOT NULL,
	first TEXT, last TEXT,
	ignored INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entity_name ON entity (name);
CREATE TABLE alias (
	entity INTEGER NOT NULL REFERENCES entity (id),
	kind TEXT NOT NULL CHECK (kind IN ('name', 'address')),
	text TEXT NOT NULL,
	count INTEGER NOT NULL,
	why TEXT NOT NULL,
	score REAL NOT NULL,
	PRIMARY KEY (entity, kind, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_text ON alias (text);
CREATE TABLE mention_entity (
	mention INTEGER PRIMARY KEY REFERENCES mention (id) ON DELETE CASCADE,
	entity INTEGER NOT NULL REFERENCES entity (id),
	why TEXT NOT NULL,
	score REAL NOT NULL
) STRICT;
CREATE INDEX mention_entity_entity ON mention_entity (entity);
CREATE TABLE participant_entity (
	participant INTEGER PRIMARY KEY REFERENCES participant (id) ON DELETE CASCADE,
	entity INTEGER NOT NULL REFERENCES entity (id)
) STRICT;
CREATE INDEX participant_entity_entity ON participant_entity (entity);
CREATE TABLE proposal (
	a INTEGER NOT NULL REFERENCES entity (id),
	b INTEGER NOT NULL REFERENCES entity (id),
	score REAL NOT NULL,
	why TEXT NOT NULL,
	PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate (
	mention INTEGER NOT NULL REFERENCES mention (id) ON DELETE CASCADE,
	rank INTEGER NOT NULL,
	entity INTEGER NOT NULL REFERENCES entity (id),
	score REAL NOT NULL,
	PRIMARY KEY (mention, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact (
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	sender INTEGER NOT NULL REFERENCES entity (id),
	recipient INTEGER NOT NULL REFERENCES entity (id),
	role TEXT NOT NULL CHECK (role IN ('to', 'cc', 'bcc')),
	embedded INTEGER NOT NULL,
	mass INTEGER NOT NULL,
	date TEXT,
	PRIMARY KEY (message, sender, recipient, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE link (
	kind TEXT NOT NULL CHECK (kind IN ('communication', 'co-occurrence')),
	a INTEGER NOT NULL REFERENCES entity (id),
	b INTEGER NOT NULL REFERENCES entity (id),
	weight REAL NOT NULL,
	npmi REAL,
	sentences INTEGER NOT NULL,
	paragraphs INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	sent_to INTEGER NOT NULL, sent_cc INTEGER NOT NULL, sent_bcc INTEGER NOT NULL,
	embedded INTEGER NOT NULL,
	first TEXT, last TEXT,
	PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);
CREATE TABLE node (
	entity INTEGER PRIMARY KEY REFERENCES entity (id),
	degree INTEGER NOT NULL,
	strength REAL NOT NULL,
	sent INTEGER NOT NULL,
	received INTEGER NOT NULL,
	community INTEGER NOT NULL
) STRICT;
CREATE VIEW people AS
	SELECT e.name, e.kind, e.mentions, e.documents, e.messages, e.first, e.last,
		(SELECT group_concat(text, '; ') FROM alias
			WHERE entity = e.id AND kind = 'address') AS addresses,
		(SELECT group_concat(text, '; ') FROM alias
			WHERE entity = e.id AND kind = 'name') AS names, e.key
	FROM entity e WHERE e.type = 'person' AND NOT e.ignored
	ORDER BY e.mentions + e.messages DESC, e.name;
CREATE VIEW organisations AS
	SELECT e.name, e.mentions, e.documents, e.first, e.last,
		(SELECT group_concat(text, '; ') FROM alias WHERE entity = e.id) AS names, e.key
	FROM entity e WHERE e.type = 'organisation' AND NOT e.ignored
	ORDER BY e.mentions DESC, e.name;
CREATE VIEW dates AS
	SELECT e.name AS date, e.mentions, e.documents, e.key
	FROM entity e WHERE e.type = 'date' AND NOT e.ignored ORDER BY e.name;
CREATE VIEW cases AS
	SELECT e.name AS reference, e.kind, e.mentions, e.documents, e.first, e.last, e.key
	FROM entity e WHERE e.type = 'case' AND NOT e.ignored ORDER BY e.mentions DESC, e.name;
CREATE VIEW addresses AS
	SELECT a.text AS address, e.name AS of, e.kind, a.count, a.why
	FROM alias a JOIN entity e ON e.id = a.entity
	WHERE a.kind = 'address' AND NOT e.ignored ORDER BY a.count DESC, a.text;
CREATE VIEW documents AS
	SELECT d.id, s.path, d.part, d.kind, d.date, d.subject, d.name, d.media_type, d.size, d.lang,
		(SELECT count(*) FROM place p WHERE p.document = d.id) AS places, d.read
	FROM document d JOIN source s ON s.id = d.source ORDER BY s.path, d.id;
CREATE VIEW links AS
	SELECT l.kind, a.name AS a, a.type AS a_type, b.name AS b, b.type AS b_type,
		round(l.weight, 2) AS weight, l.sentences, l.paragraphs, l.documents, l.sent_to,
		l.sent_cc, l.sent_bcc, l.embedded, l.first, l.last, round(l.npmi, 3) AS npmi
	FROM link l JOIN entity a ON a.id = l.a JOIN entity b ON b.id = l.b
	ORDER BY l.weight DESC, a.name, b.name;
CREATE VIEW evidence AS
	SELECT e.name AS entity, e.type, m.surface, m.value, s.path, d.part, d.date, m.segment,
		m.start, m.end, m.sentence, m.paragraph, r.name AS rule, m.score, x.why
	FROM mention m JOIN document d ON d.id = m.document JOIN source s ON s.id = d.source
	JOIN rule r ON r.id = m.rule
	LEFT JOIN mention_entity x ON x.mention = m.id LEFT JOIN entity e ON e.id = x.entity
	ORDER BY s.path, d.id, m.start;
CREATE VIEW problems AS
	SELECT class, stage, path, part, message, count(*) AS count FROM problem
	GROUP BY path, part, stage, class, message ORDER BY path, part, stage, class;

INSERT INTO meta VALUES ('resolved', 'stamp of a resolution');
INSERT INTO run VALUES (1, 'scan', '0.0.9', 'abc', '--jobs 2', '2026-01-02T03:04:05Z', NULL);
INSERT INTO source VALUES (1, 'box/1', 120, 1700000000000000000, 'read', 1, 0);
INSERT INTO source VALUES (2, 'box/2', 90, 1700000000000000001, 'read', 1, 0);
INSERT INTO document VALUES (1, 1, '', 0, 120, NULL, 'mail', 1, 'h1', NULL, NULL, 120, NULL, 'utf-8', 0,
	'en', 'Lunch', '2019-05-14T09:30:00Z', 1557826200, 'one@haver.example', NULL, NULL, 0, 1);
INSERT INTO document VALUES (2, 2, '', 0, 90, NULL, 'mail', 1, 'h2', NULL, NULL, 90, NULL, 'utf-8', 0,
	'en', 'Re: Lunch', '2019-05-14T10:00:00Z', 1557828000, 'two@quxley.example', 'one@haver.example',
	NULL, 0, 1);
INSERT INTO document_text VALUES (1, 21, 'Lunch with Quxley Ltd');
INSERT INTO document_text VALUES (2, 10, 'Fine, Ona.');
INSERT INTO document_reference VALUES (2, 0, 'one@haver.example');
INSERT INTO place VALUES (1, 1, '', 0, 120, NULL, 'one@haver.example');
INSERT INTO place VALUES (2, 2, '', 0, 90, NULL, 'two@quxley.example');
INSERT INTO segment VALUES (1, 0, 21, 'body', 0, 0);
INSERT INTO segment VALUES (2, 0, 10, 'body', 0, 0);
INSERT INTO message VALUES (1, 1, 0, -1, 'body', 0, 21, '2019-05-14T09:30:00Z', 'Tue', 1557826200, 'Lunch',
	NULL);
INSERT INTO message VALUES (2, 2, 0, -1, 'body', 0, 10, '2019-05-14T10:00:00Z', 'Tue', 1557828000,
	'Re: Lunch', NULL);
INSERT INTO signature VALUES (2, 6, 10);
INSERT INTO participant VALUES (1, 1, 'from', 'From', 0, 'Ona Haver', 'ona@haver.example', 'Ona', 0, 0);
INSERT INTO participant VALUES (2, 1, 'to', 'To', 0, 'Bo Quxley', 'bo@quxley.example', 'Bo', 0, 0);
INSERT INTO problem VALUES (1, 1, 1, 'box/1', '', 'decode', 'charset', 'one byte is not UTF-8');
INSERT INTO rule VALUES (1, 'legal-form');
INSERT INTO mention VALUES (1, 1, 11, 21, 'organisation', 'Quxley Ltd', 'Quxley Ltd', NULL, 1, 0.95, 0, 0,
	'body', 0, 77, 1);
INSERT INTO extraction VALUES (1, 'stamp of rules');
INSERT INTO entity VALUES (1, 'organisation:quxley', 'organisation', 'organisation', 'Quxley Ltd', 1, 1, 0,
	NULL, NULL, 0);
INSERT INTO entity VALUES (2, 'person:bo quxley', 'person', 'person', 'Bo Quxley', 0, 0, 2, '2019-05-14',
	'2019-05-14', 0);
INSERT INTO entity VALUES (3, 'person:ona haver', 'person', 'person', 'Ona Haver', 0, 0, 2, '2019-05-14',
	'2019-05-14', 0);
INSERT INTO alias VALUES (2, 'address', 'bo@quxley.example', 2, 'its own address', 1.0);
INSERT INTO mention_entity VALUES (1, 1, 'the same normal form', 1.0);
INSERT INTO participant_entity VALUES (1, 3);
INSERT INTO participant_entity VALUES (2, 2);
INSERT INTO proposal VALUES (2, 3, 0.4, 'nothing but this test');
INSERT INTO candidate VALUES (1, 1, 2, 0.2);
INSERT INTO contact VALUES (1, 3, 2, 'to', 0, 0, '2019-05-14');
INSERT INTO contact VALUES (2, 2, 3, 'to', 0, 0, '2019-05-14');
INSERT INTO link VALUES ('communication', 2, 3, 1.0, NULL, 0, 0, 1, 1, 0, 0, 0, '2019-05-14', '2019-05-14');
INSERT INTO link VALUES ('communication', 3, 2, 1.0, NULL, 0, 0, 1, 1, 0, 0, 0, '2019-05-14', '2019-05-14');
INSERT INTO node VALUES (2, 1, 2.0, 1, 1, 1);
INSERT INTO node VALUES (3, 1, 2.0, 1, 1, 1);
