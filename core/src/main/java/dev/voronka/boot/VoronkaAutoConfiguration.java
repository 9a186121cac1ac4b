package dev.voronka.boot;

import dev.voronka.SalesProcess;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.Decisions;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Observer;
import dev.voronka.delivery.micrometer.MicrometerObserver;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.Codec;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoredForm;
import dev.voronka.store.jdbc.JdbcCardStore;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A {@link Voronka} for an application on Spring Boot, without any code: it is on the class path, that is enough. Works
 * alike on Boot 3.5 and 4.
 *
 * <p>It is made of the application's beans, as far as there are any: each {@code SalesProcess}, the {@code Department}, the
 * {@code Directory}, the {@code Calendars} or else the {@code WorkingCalendar}, the {@code Clock}, the {@code Codec}, the {@code Ladder}, each
 * {@code Port} by the interfaces that it implements, the {@code Decisions} (a port of the application's own is asked
 * instead of them), each {@code EffectHandler}, the {@code Observer}, each {@link VoronkaCustomizer}. Of several of a kind the primary one is taken; if none is, it is as if
 * there were none, but several ports of one interface are refused.
 *
 * <p>Its background work begins and ends with the application; {@code voronka.start=false} leaves it out on this node. With
 * Micrometer's {@code ObservationRegistry} it is measured; on Boot 4 with {@code spring-boot-health} it is on the health
 * page.
 *
 * <p>Cards are kept in the {@code CardStore}, else in the {@code DataSource}, else in memory, which is warned about. A bean
 * of the application's own of type {@link Voronka} or {@link CardStore} takes the place of the one that would be made here.
 * The properties {@code voronka.*} are told in {@code META-INF/spring-configuration-metadata.json}; {@code
 * voronka.enabled=false} leaves all of it out.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "voronka", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(VoronkaProperties.class)
public final class VoronkaAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(VoronkaAutoConfiguration.class);

    /** Beans of Spring Boot that bring tables into a database, under the names that they have in 3.5 and 4. */
    private static final List<String> MIGRATIONS =
            List.of("flywayInitializer", "liquibase", "dataSourceScriptDatabaseInitializer");

    /** Made by Spring. */
    public VoronkaAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CardStore voronkaCardStore(
            VoronkaProperties settings,
            ObjectProvider<DataSource> sources,
            ObjectProvider<Codec> codecs,
            ListableBeanFactory beans) {
        var source = sources.getIfUnique();
        if (source == null) {
            LOG.warn(
                    "Cards are kept in memory and gone when this application ends: it has {}. Declare one DataSource, mark"
                            + " one of several @Primary, or declare a CardStore.",
                    sources.stream().findAny().isPresent() ? "several DataSource beans" : "no DataSource bean");
            return new InMemoryCardStore();
        }
        // Tables that the application brings itself must be there before they are looked at.
        MIGRATIONS.stream().filter(beans::containsBean).forEach(beans::getBean);
        return JdbcCardStore.on(
                source, new StoredForm(codec(codecs)), settings.store().tables());
    }

    @Bean
    @ConditionalOnMissingBean
    Voronka voronka(
            VoronkaProperties settings,
            CardStore store,
            ObjectProvider<Codec> codecs,
            ObjectProvider<SalesProcess<?, ?>> processes,
            ObjectProvider<Department> departments,
            ObjectProvider<Directory> directories,
            ObjectProvider<Calendars> calendars,
            ObjectProvider<WorkingCalendar> hours,
            ObjectProvider<Clock> clocks,
            ObjectProvider<Ladder> ladders,
            ObjectProvider<EffectHandler> handlers,
            ObjectProvider<Observer> observers,
            ObjectProvider<Decisions> decisions,
            ObjectProvider<VoronkaCustomizer> customizers,
            ListableBeanFactory beans) {
        var builder = Voronka.builder()
                .store(store)
                .codec(codec(codecs))
                .engine(settings.engine())
                .delivery(settings.delivery().settings())
                .largestData(Math.toIntExact(settings.largestData().toBytes()));
        departments.ifUnique(builder::department);
        processes.orderedStream().forEach(builder::process);
        directories.ifUnique(builder::people);
        hours.ifUnique(builder::calendar);
        calendars.ifUnique(builder::calendars);
        clocks.ifUnique(builder::clock);
        ladders.ifUnique(builder::ladder);
        if (!settings.ladder()) {
            builder.ladder(Ladder.none());
        }
        handlers.orderedStream().forEach(builder::handler);
        observers.ifUnique(builder::observer);
        decisions.ifUnique(builder::decisions);
        new PortBeans(beans).nameTo(builder);
        customizers.orderedStream().forEach(c -> c.customise(builder));
        return builder.build();
    }

    private static Codec codec(ObjectProvider<Codec> codecs) {
        return codecs.getIfUnique(JacksonCodec::new);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "voronka", name = "start", matchIfMissing = true)
    BackgroundWork voronkaBackgroundWork(Voronka voronka) {
        return new BackgroundWork(voronka);
    }

    /** For applications with Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static class Measured {

        @Bean
        @ConditionalOnMissingBean
        Observer voronkaObserver(ObjectProvider<ObservationRegistry> registries) {
            var registry = registries.getIfUnique();
            return registry == null ? Observer.NONE : MicrometerObserver.of(registry);
        }
    }

    /** For applications with a health page. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Watched {

        @Bean
        @ConditionalOnMissingBean(name = "voronkaHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("voronka")
        HealthIndicator voronkaHealthIndicator(Voronka voronka) {
            return new VoronkaHealth(voronka);
        }
    }
}
