package dev.voronka.boot;

import dev.voronka.run.Voronka;

/**
 * What an application on Spring Boot wants of its voronka beyond beans and properties, such as its own ids or the types of
 * its own effects. Each bean of this type is asked once, in their order, before the voronka is made.
 */
@FunctionalInterface
public interface VoronkaCustomizer {

    /** Says what is wanted; what is said here holds over beans and properties. */
    void customise(Voronka.Builder builder);
}
