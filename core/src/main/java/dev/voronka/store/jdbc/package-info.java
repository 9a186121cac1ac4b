/**
 * Keeps cards in a database: H2, PostgreSQL or MariaDB. Start at {@link dev.voronka.store.jdbc.JdbcCardStore}; the tables
 * are in {@code dev/voronka/store/jdbc/<dialect>/V*.sql} and are run by {@link dev.voronka.store.jdbc.Schema} or by the
 * host's Flyway. Uses the vocabulary, the store's port and Spring JDBC; no Spring type is public here.
 */
@NullMarked
package dev.voronka.store.jdbc;

import org.jspecify.annotations.NullMarked;
