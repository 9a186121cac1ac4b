/**
 * The running library: {@link dev.voronka.run.Voronka} and its {@link dev.voronka.run.Funnel}s. Stands on top and sees
 * all; nothing sees it. Start here.
 */
@NullMarked
package dev.voronka.run;

import org.jspecify.annotations.NullMarked;
