package dev.voronka.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Values as JSON with sorted keys: of records their components, nothing that a method works out. */
public final class JacksonCodec implements Codec {

    /** A stage is written as its name, whatever class gives it. */
    private static final class StageAsName extends ValueSerializer<Stage> {
        @Override
        public void serialize(Stage stage, JsonGenerator out, SerializationContext context) {
            out.writeString(stage.name());
        }
    }

    /** A set has no order of its own, so its elements are written sorted by their own JSON. */
    @SuppressWarnings("rawtypes") // Jackson registers serializers by raw class
    private final class SetInOrder extends ValueSerializer<Set> {
        @Override
        public void serialize(Set set, JsonGenerator out, SerializationContext context) {
            var all = new ArrayList<String>();
            for (Object element : set) {
                all.add(mapper.writeValueAsString(element));
            }
            Collections.sort(all);
            out.writeStartArray();
            all.forEach(out::writeRawValue);
            out.writeEndArray();
        }
    }

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .changeDefaultVisibility(v -> v.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(new SimpleModule("voronka")
                    .addSerializer(Stage.class, new StageAsName())
                    .addSerializer(Set.class, new SetInOrder()))
            .build();

    @Override
    public byte[] canonical(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JacksonException unwritable) {
            throw new InvalidInput(
                    "A " + value.getClass().getName() + " cannot be written as JSON at " + unwritable.getPathReference()
                            + ". Use records of the JDK's and voronka's values.",
                    unwritable);
        }
    }
}
