package dev.voronka.boot;

import dev.voronka.delivery.DeliverySettings;
import dev.voronka.engine.Engines;
import dev.voronka.run.Voronka;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.time.Duration;
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
 * @param start {@code voronka.start}: whether effects are delivered, timers go off and links are carried out in the
 *     background, on this node; true if not said
 * @param ladder {@code voronka.ladder}: whether reminders and escalations are set off by deadlines; true if not said
 * @param store {@code voronka.store.*}
 * @param delivery {@code voronka.delivery.*}
 */
@ConfigurationProperties("voronka")
record VoronkaProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("spring-statemachine") Engines engine,
        @DefaultValue(Voronka.Builder.LARGEST_DATA + "B") DataSize largestData,
        @DefaultValue("true") boolean start,
        @DefaultValue("true") boolean ladder,
        @DefaultValue Store store,
        @DefaultValue Delivery delivery) {

    /**
     * Where cards are kept, if the application has a data source.
     *
     * @param tables {@code voronka.store.tables}: who brings the tables: {@code create} for voronka at the start,
     *     {@code check} for the application by its own tool, so that voronka only looks; the former if not said
     */
    record Store(@DefaultValue("create") JdbcCardStore.Tables tables) {}

    /**
     * The numbers of delivery, each as in {@link DeliverySettings} if not said.
     *
     * @param lease {@code voronka.delivery.lease}: for how long a node has what it has taken up
     * @param firstPause {@code voronka.delivery.first-pause}: the longest pause after the first failure
     * @param factor {@code voronka.delivery.factor}: by how much the pause grows with each failure
     * @param longestPause {@code voronka.delivery.longest-pause}: what it grows to
     * @param attempts {@code voronka.delivery.attempts}: after how many an effect becomes a dead letter
     * @param batch {@code voronka.delivery.batch}: how many parcels a thread takes up at once at most
     * @param workers {@code voronka.delivery.workers}: how many threads each handler has on this node
     * @param idle {@code voronka.delivery.idle}: how often the store is asked when nothing happens
     * @param stopWithin {@code voronka.delivery.stop-within}: how long a stop waits for calls that are under way
     */
    record Delivery(
            @DefaultValue("60s") Duration lease,
            @DefaultValue("1s") Duration firstPause,
            @DefaultValue("2") double factor,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("25") int attempts,
            @DefaultValue("500") int batch,
            @DefaultValue("1") int workers,
            @DefaultValue("2s") Duration idle,
            @DefaultValue("20s") Duration stopWithin) {

        /** Refuses what delivery refuses, so that the refusal names the property. */
        Delivery {
            new DeliverySettings(lease, firstPause, factor, longestPause, attempts, batch, workers, idle, stopWithin);
        }

        DeliverySettings settings() {
            return new DeliverySettings(
                    lease, firstPause, factor, longestPause, attempts, batch, workers, idle, stopWithin);
        }
    }
}
