package dev.voronka.customise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Converted;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoreCapabilities;
import dev.voronka.store.StoredForm;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversionTest {

    private static final String OLD =
            "{\"aim\":\"показать\",\"contact\":{\"id\":\"c1\"},\"gone\":7,\"unanswered\":\"0\"}";

    private final StoredForm form = new StoredForm(new JacksonCodec());

    ConversionTest() {
        form.knows(Meeting.PROCESS);
    }

    @Test
    void data_that_no_longer_fits_is_changed_and_read() {
        var plain = new JacksonCodec().text(new Meeting.Data("показать", "c1"));
        var old = plain.replace("\"goal\":", "\"aim\":").replaceFirst("\\{", "{\"gone\":7,");
        var map = Conversion.because("the goal was called aim")
                .renamed("aim", "goal")
                .without("gone");

        assertThatThrownBy(() -> form.data("meeting", old)).isInstanceOf(InvalidInput.class);
        assertThat(form.data("meeting", old, map::of)).isEqualTo(new Meeting.Data("показать", "c1"));
    }

    @Test
    void changes_are_made_in_their_order_and_what_is_given_stays_as_it_is() {
        var given = Map.<String, Object>of("a", BigDecimal.ONE);
        var map = Conversion.because("x")
                .renamed("a", "b")
                .renamed("no", "never")
                .filled("b", "unused")
                .filled("c", "new")
                .changed(data -> new HashMap<>(Map.of("all", data)));

        assertThat(map.of(given)).isEqualTo(Map.of("all", Map.of("b", BigDecimal.ONE, "c", "new")));
        assertThat(given).containsOnlyKeys("a");
        assertThat(map.why()).isEqualTo("x");
    }

    @Test
    void what_still_does_not_fit_is_named() {
        var map = Conversion.because("x").renamed("aim", "goal");

        assertThatThrownBy(() -> form.data("meeting", OLD, map::of))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.");
    }

    @Test
    void a_change_that_fails_or_gives_nothing_is_the_authors_mistake() {
        assertThatThrownBy(() -> Conversion.because(" ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Conversion.because("x")
                        .changed(d -> {
                            throw new IllegalStateException("with a phone 8916");
                        })
                        .of(Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining("8916");
    }

    @Test
    void in_the_heap_data_is_objects_and_never_unfit() {
        var meetings = Voronka.inMemory().funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("показать", "c1"), Actor.employee("e1", Role.REP));
        var told = new ArrayList<Converted>();
        var conversion = Conversion.because("x").filled("goal", "другая");

        assertThat(meetings.converting(conversion, told::add)).isZero();
        assertThat(meetings.convert(conversion, told::add)).isZero();

        assertThat(told).isEmpty();
        assertThat(meetings.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_durable_store_of_somebody_else_that_does_not_tell_is_said_and_not_taken_for_one_where_all_fits() {
        var meetings = Voronka.builder().store(durable()).build().funnel(Meeting.PROCESS);

        assertThatThrownBy(() -> meetings.convert(Conversion.because("x"), converted -> {}))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("meeting")
                .hasMessageContaining("unfit and rewrite");
    }

    /** One that says so of itself, and has written none of the optional methods. */
    private static CardStore durable() {
        var heap = new InMemoryCardStore();
        return (CardStore) Proxy.newProxyInstance(
                CardStore.class.getClassLoader(), new Class<?>[] {CardStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("capabilities")) {
                        return new StoreCapabilities(true, true, false);
                    }
                    return method.isDefault()
                            ? InvocationHandler.invokeDefault(proxy, method, args)
                            : method.invoke(heap, args);
                });
    }
}
