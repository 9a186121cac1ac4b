/**
 * The command line {@code voronka-rules}, for people who write rules: checks a folder, tries its examples, says every rule in
 * words, tells why a rule has fired or not. It is in the jar with classifier {@code cli} together with what it needs; the
 * only package that uses picocli, and used by no other. Start at {@link dev.voronka.rules.cli.VoronkaRules}.
 */
@NullMarked
package dev.voronka.rules.cli;

import org.jspecify.annotations.NullMarked;
