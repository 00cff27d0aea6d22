-- The case file. Tables hold what was found; the views at the end are what people look at.
-- Offsets are bytes of document text (document_text.text as a blob). Dates are ISO 8601, normal
-- forms of mentioned dates EDTF. Nothing here is ever overwritten by a correction: corrections
-- live in the decisions file and are replayed by `resolve`, which writes the tables below its line.

CREATE TABLE meta (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---- scan -------------------------------------------------------------------------------------

CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	verb TEXT NOT NULL,
	version TEXT NOT NULL,
	rules_hash TEXT,
	options TEXT NOT NULL,
	started TEXT NOT NULL,
	finished TEXT
) STRICT;

-- A file of the dump. What it was when it was read tells whether it must be read again.
CREATE TABLE source (
	id INTEGER PRIMARY KEY,
	path TEXT NOT NULL UNIQUE,
	size INTEGER NOT NULL,
	modified INTEGER NOT NULL,         -- nanoseconds since 1970
	state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'unreadable')),
	items INTEGER NOT NULL DEFAULT 0,  -- messages of an mbox, 1 otherwise
	failed INTEGER NOT NULL DEFAULT 0  -- how many of them could not be read at all
) STRICT;

-- A text met for the first time. The same text again is a row in `place` only.
CREATE TABLE document (
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source (id),
	part TEXT NOT NULL,                -- "", "17", "17/2.1"
	source_start INTEGER NOT NULL,
	source_end INTEGER NOT NULL,
	parent INTEGER REFERENCES document (id) ON DELETE SET NULL,
	kind TEXT NOT NULL CHECK (kind IN ('mail', 'text', 'html', 'attachment')),
	read INTEGER NOT NULL CHECK (read IN (0, 1)), -- 0: only its name, type, size and hash are known
	hash TEXT NOT NULL,                -- of what makes two copies one
	name TEXT,
	media_type TEXT,
	size INTEGER NOT NULL,
	sha256 TEXT,
	charset TEXT,
	undecodable INTEGER NOT NULL DEFAULT 0,
	lang TEXT,
	subject TEXT,
	date TEXT,                         -- with its zone, as told
	date_utc INTEGER,                  -- seconds since 1970; NULL where it is not believed
	message_id TEXT,
	in_reply_to TEXT,
	list_id TEXT,
	automatic INTEGER NOT NULL DEFAULT 0,
	thread INTEGER,                    -- id of the thread's first document; set by resolve
	UNIQUE (source, part)
) STRICT;
CREATE INDEX document_hash ON document (hash);
CREATE INDEX document_message_id ON document (message_id);
CREATE INDEX document_parent ON document (parent);

CREATE TABLE document_text (
	document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
	bytes INTEGER NOT NULL,            -- length of text
	text TEXT NOT NULL
) STRICT;

CREATE TABLE document_reference (
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- Every place where a document was met, the first one included.
CREATE TABLE place (
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	source INTEGER NOT NULL REFERENCES source (id),
	part TEXT NOT NULL,
	source_start INTEGER NOT NULL,
	source_end INTEGER NOT NULL,
	parent INTEGER REFERENCES document (id) ON DELETE SET NULL, -- the one it hangs on here
	message_id TEXT,                   -- copies may bear other ids
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
	message INTEGER NOT NULL,          -- position in `message`
	PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;

-- position 0: the document's own message; 1 …: those quoted or forwarded in it.
CREATE TABLE message (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	parent INTEGER NOT NULL,           -- position of the one it stands in, -1 for 0
	kind TEXT NOT NULL,                -- body, quote, forward
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	date TEXT,
	date_raw TEXT,
	date_utc INTEGER,
	subject TEXT,
	same_as INTEGER REFERENCES message (id) ON DELETE SET NULL, -- an embedded one that is itself in the dump; set by resolve
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

-- ---- extraction -------------------------------------------------------------------------------

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
	value TEXT NOT NULL,               -- normal form
	attributes TEXT,                   -- JSON object: kind, court, year, precision …
	rule INTEGER NOT NULL REFERENCES rule (id),
	score REAL NOT NULL,
	sentence INTEGER NOT NULL,
	paragraph INTEGER NOT NULL,
	segment TEXT NOT NULL,             -- what it stands in: subject, or the kind of segment
	message INTEGER NOT NULL,          -- position in `message` of the one whose words these are
	passage INTEGER NOT NULL,          -- hash of the words around it: copies of a passage share it
	line INTEGER NOT NULL DEFAULT 0,   -- hash of the words of its line: the same footer shares it
	original INTEGER NOT NULL          -- 0: the same passage is counted elsewhere; set after extraction
) STRICT;
CREATE INDEX mention_document ON mention (document, start);
-- (type, value) is indexed after extraction: see rt_store_index_mentions.

-- Which rules and which dump dictionary a document's mentions were made with.
CREATE TABLE extraction (
	document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
	stamp TEXT NOT NULL
) STRICT;

-- ---- resolve (everything below can be made again from what is above and the decisions) ---------

CREATE TABLE entity (
	id INTEGER PRIMARY KEY,            -- in the order of `key`
	key TEXT NOT NULL UNIQUE,          -- stable name for exports and decisions: type and normal form
	type TEXT NOT NULL,                -- person, organisation, date, case, email, url, phone …
	kind TEXT NOT NULL,                -- of a party to mail: person, role, list, machine; partial: one
	                                   -- word of a name, and whose is open; else the type
	name TEXT NOT NULL,                -- canonical name
	mentions INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	messages INTEGER NOT NULL,         -- sent or received
	first TEXT, last TEXT,
	ignored INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entity_name ON entity (name);

CREATE TABLE alias (
	entity INTEGER NOT NULL REFERENCES entity (id),
	kind TEXT NOT NULL CHECK (kind IN ('name', 'address')),
	text TEXT NOT NULL,                -- as observed
	count INTEGER NOT NULL,
	why TEXT NOT NULL,                 -- the rule that joined it, in words
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

-- A join that is likely and not made: for a person to decide.
CREATE TABLE proposal (
	a INTEGER NOT NULL REFERENCES entity (id),
	b INTEGER NOT NULL REFERENCES entity (id),
	score REAL NOT NULL,
	why TEXT NOT NULL,
	PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- What a bare mention could be, where it stays open.
CREATE TABLE candidate (
	mention INTEGER NOT NULL REFERENCES mention (id) ON DELETE CASCADE,
	rank INTEGER NOT NULL,
	entity INTEGER NOT NULL REFERENCES entity (id),
	score REAL NOT NULL,
	PRIMARY KEY (mention, rank)
) STRICT, WITHOUT ROWID;

-- Directed, dated, one row a message, sender and recipient.
CREATE TABLE contact (
	message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	sender INTEGER NOT NULL REFERENCES entity (id),
	recipient INTEGER NOT NULL REFERENCES entity (id),
	role TEXT NOT NULL CHECK (role IN ('to', 'cc', 'bcc')),
	embedded INTEGER NOT NULL,         -- 1: known only from a quote or forward
	mass INTEGER NOT NULL,             -- 1: mass mail
	date TEXT,
	PRIMARY KEY (message, sender, recipient, role)
) STRICT, WITHOUT ROWID;

-- A message that answers another of the dump, and how long that took. recipient sent the other one.
CREATE TABLE answer (
	message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
	answers INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	sender INTEGER NOT NULL REFERENCES entity (id),
	recipient INTEGER NOT NULL REFERENCES entity (id),
	seconds INTEGER NOT NULL
) STRICT;

-- ---- graph ------------------------------------------------------------------------------------

-- communication: a sent to b. co-occurrence: a and b turn up together, a < b.
CREATE TABLE link (
	kind TEXT NOT NULL CHECK (kind IN ('communication', 'co-occurrence')),
	a INTEGER NOT NULL REFERENCES entity (id),
	b INTEGER NOT NULL REFERENCES entity (id),
	weight REAL NOT NULL,              -- see graph/weight.h
	npmi REAL,                         -- co-occurrence: how far above chance, -1 … 1
	sentences INTEGER NOT NULL,        -- co-occurrence: original texts with both in one sentence
	paragraphs INTEGER NOT NULL,       -- … in one paragraph
	documents INTEGER NOT NULL,        -- … in one document; communication: messages
	sent_to INTEGER NOT NULL, sent_cc INTEGER NOT NULL, sent_bcc INTEGER NOT NULL,
	embedded INTEGER NOT NULL,
	first TEXT, last TEXT,
	replies INTEGER NOT NULL DEFAULT 0, -- communication: how many of them answer b …
	reply_seconds INTEGER,             -- … and after how long, the median
	PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);

-- What an entity is in the map of ties.
CREATE TABLE node (
	entity INTEGER PRIMARY KEY REFERENCES entity (id),
	degree INTEGER NOT NULL,           -- how many others it is tied to
	strength REAL NOT NULL,            -- sum of the weights of its ties
	sent INTEGER NOT NULL,             -- messages
	received INTEGER NOT NULL,
	community INTEGER NOT NULL         -- 1 is the largest; 0: tied to nobody
) STRICT;

-- ---- views: what people look at -----------------------------------------------------------------

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

-- Every mention with the entity it belongs to and the words around it.
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
