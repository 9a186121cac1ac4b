package dev.voronka.boot;

import dev.voronka.engine.Engines;
import dev.voronka.run.Voronka;
import dev.voronka.store.jdbc.JdbcCardStore;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be said of voronka in the application's properties. What is told here, tools read from {@code
 * META-INF/spring-configuration-metadata.json}.
 *
 * @param enabled {@code voronka.enabled}: whether there is a voronka at all; true if not said
 * @param engine {@code voronka.engine}: what executes the processes, {@code spring-statemachine} or {@code table}; the
 *     former if not said
 * @param largestData {@code voronka.largest-data}: how much a card's data may take as JSON; 1MB if not said
 * @param store {@code voronka.store.*}
 */
@ConfigurationProperties("voronka")
record VoronkaProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("spring-statemachine") Engines engine,
        @DefaultValue(Voronka.Builder.LARGEST_DATA + "B") DataSize largestData,
        @DefaultValue Store store) {

    /**
     * Where cards are kept, if the application has a data source.
     *
     * @param tables {@code voronka.store.tables}: who brings the tables: {@code create} for voronka at the start,
     *     {@code check} for the application by its own tool, so that voronka only looks; the former if not said
     */
    record Store(@DefaultValue("create") JdbcCardStore.Tables tables) {}
}
