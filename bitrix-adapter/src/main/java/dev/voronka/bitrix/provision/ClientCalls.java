package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls by the client. */
final class ClientCalls implements Calls {

    private final BitrixClient client;

    ClientCalls(BitrixClient client) {
        this.client = client;
    }

    @Override
    public JsonNode call(String method, Map<String, ?> parameters) {
        return asked(method, parameters).result();
    }

    @Override
    public List<JsonNode> all(String method, Map<String, ?> parameters, String itemsAt) {
        var all = new ArrayList<JsonNode>();
        var asked = new LinkedHashMap<String, Object>(parameters);
        while (true) {
            var page = asked(method, asked);
            var items = itemsAt.isEmpty() ? page.result() : page.result().path(itemsAt);
            items.valueStream().forEach(all::add);
            if (page.next().isEmpty() || items.isEmpty()) {
                return all;
            }
            asked.put("start", page.next().getAsInt());
        }
    }

    /** What may have happened is looked for before it is repeated, so it can be repeated. */
    private dev.voronka.bitrix.client.Answer asked(String method, Map<String, ?> parameters) {
        try {
            return client.call(Call.of(method, parameters).priority(Priority.USER));
        } catch (BitrixFailed failed) {
            var said = failed.description().isBlank() ? "" : " The portal says: \"" + failed.description() + "\".";
            throw new CallFailed(
                    failed.getMessage() + said, failed.code(), failed.canRepeat() || failed.mayHaveHappened(), failed);
        }
    }
}
