/**
 * A voronka for applications on Spring Boot, made of the beans that are there. Stands beside a host, above {@code run}, and
 * nothing uses it; it alone imports Spring Boot, which a host brings. Start at {@link
 * dev.voronka.boot.VoronkaAutoConfiguration}.
 */
@NullMarked
package dev.voronka.boot;

import org.jspecify.annotations.NullMarked;
