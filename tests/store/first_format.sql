-- A database as iot-lab wrote it before there were migrations (November 2026), with something in every table.
CREATE TABLE format (number INTEGER NOT NULL, PRIMARY KEY (number));
INSERT INTO format VALUES (1);
CREATE TABLE boards (id INTEGER NOT NULL, room TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, info TEXT NOT NULL, seen_ms BIGINT, log_count BIGINT NOT NULL,
    PRIMARY KEY (id), UNIQUE (room, name));
INSERT INTO boards VALUES (1, 'atelier', 'capteur-01', 'board', 'offline',
    '{"chip": "ESP32", "series": {"temperature": "\u00b0C"}}', 1764000006000, 2);
INSERT INTO boards VALUES (2, 'mediatheque', 'capteur-01', 'board', 'offline', '{}', NULL, 0);
CREATE TABLE series (id INTEGER NOT NULL, board_id INTEGER NOT NULL, name TEXT NOT NULL, stored BIGINT NOT NULL,
    late BIGINT NOT NULL, missing BIGINT NOT NULL, duplicates BIGINT NOT NULL, unnumbered BIGINT NOT NULL,
    last_n BIGINT, last_ms BIGINT NOT NULL, life BIGINT NOT NULL, life_ms BIGINT NOT NULL, top_ms BIGINT NOT NULL,
    top_key BIGINT NOT NULL, top_value FLOAT, gaps TEXT NOT NULL, fine_from_ms BIGINT, finest_from_ms BIGINT,
    PRIMARY KEY (id), UNIQUE (board_id, name), FOREIGN KEY(board_id) REFERENCES boards (id));
INSERT INTO series VALUES (1, 1, 'temperature', 3, 0, 3, 1, 0, 6, 1764000006000, 0, 1764000001000, 1764000006000,
    6, 6.0, '[[3, 5, 1764000002000, 1764000006000, 0]]', NULL, NULL);
CREATE TABLE samples (series_id INTEGER NOT NULL, t_ms BIGINT NOT NULL, n BIGINT NOT NULL, value FLOAT NOT NULL,
    PRIMARY KEY (series_id, t_ms, n));
INSERT INTO samples VALUES (1, 1764000001000, 1, 1.0);
INSERT INTO samples VALUES (1, 1764000002000, 2, 2.0);
INSERT INTO samples VALUES (1, 1764000006000, 6, 6.0);
CREATE TABLE rollups (series_id INTEGER NOT NULL, width_ms INTEGER NOT NULL, start_ms BIGINT NOT NULL,
    count BIGINT NOT NULL, low FLOAT NOT NULL, high FLOAT NOT NULL, total FLOAT NOT NULL,
    PRIMARY KEY (series_id, width_ms, start_ms));
INSERT INTO rollups VALUES (1, 10000, 1764000000000, 3, 1.0, 6.0, 9.0);
INSERT INTO rollups VALUES (1, 100000, 1764000000000, 3, 1.0, 6.0, 9.0);
INSERT INTO rollups VALUES (1, 1000000, 1764000000000, 3, 1.0, 6.0, 9.0);
INSERT INTO rollups VALUES (1, 10000000, 1764000000000, 3, 1.0, 6.0, 9.0);
INSERT INTO rollups VALUES (1, 100000000, 1764000000000, 3, 1.0, 6.0, 9.0);
CREATE TABLE log_lines (board_id INTEGER NOT NULL, number BIGINT NOT NULL, t_ms BIGINT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (board_id, number));
INSERT INTO log_lines VALUES (1, 0, 1764000001000, 'one');
INSERT INTO log_lines VALUES (1, 1, 1764000002000, 'two');
CREATE TABLE deliveries (room TEXT NOT NULL, packet_id INTEGER NOT NULL, digest BIGINT NOT NULL,
    noted_ms BIGINT NOT NULL, PRIMARY KEY (room, packet_id));
INSERT INTO deliveries VALUES ('atelier', 7, -5, 1764000006000);
