/**
 * Examples beside rules: facts and what must come of them, in tables that people write. They are tried before a book is
 * published; one that fails keeps the book from being published. Uses the ports of core and what {@code .source} reads.
 * Start at {@link dev.voronka.rules.example.Examples}.
 */
@NullMarked
package dev.voronka.rules.example;

import org.jspecify.annotations.NullMarked;
