package dev.voronka.bitrix.cli;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which portal, by which mapping: what all commands are told. The webhook is a secret: it is never printed. */
final class Site {

    /** The variable in which the address of the webhook is. */
    static final String VARIABLE = "BITRIX_WEBHOOK";

    private static final Path USUAL = Path.of("bitrix-mapping.yml");

    @Option(names = "--mapping", paramLabel = "FILE", descriptionKey = "mapping")
    private @Nullable Path mapping;

    @Option(names = "--lock", paramLabel = "FILE", descriptionKey = "lock")
    private @Nullable Path lock;

    @Option(names = "--webhook-file", paramLabel = "FILE", descriptionKey = "webhook-file")
    private @Nullable Path webhookFile;

    /** By the file that was named, else by the usual one if it is there, else all defaults. */
    Mapping mapping(Desk desk) {
        if (mapping == null && !Files.exists(USUAL)) {
            return Mapping.standard(desk.department());
        }
        var file = mapping == null ? USUAL : mapping;
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("no-mapping", file);
        }
        return Mapping.read(file, desk.department());
    }

    /** Beside the mapping. */
    Path lock() {
        if (lock != null) {
            return lock;
        }
        var file = mapping == null ? USUAL : mapping;
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return file.resolveSibling(name + ".lock.yml");
    }

    private URI webhook(Desk desk) {
        var text = webhookFile == null ? desk.environment().apply(VARIABLE) : read(webhookFile);
        if (text == null || text.isBlank()) {
            throw new WrongUse(webhookFile == null ? "no-webhook" : "empty-webhook", VARIABLE);
        }
        try {
            return new URI(text.strip());
        } catch (URISyntaxException secret) {
            throw new WrongUse("bad-webhook");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .findFirst()
                    .orElse("");
        } catch (IOException unreadable) {
            throw new WrongUse("unreadable", file);
        }
    }

    BitrixClient client(Desk desk) {
        try {
            return desk.clients().apply(webhook(desk));
        } catch (IllegalArgumentException secret) {
            throw new WrongUse("bad-webhook");
        }
    }

    /** The address of the portal without the secret. */
    String name(Desk desk) {
        var webhook = webhook(desk);
        if (webhook.getHost() == null) {
            throw new WrongUse("bad-webhook");
        }
        return (webhook.getPort() < 0 ? webhook.getHost() : webhook.getHost() + ":" + webhook.getPort())
                .toLowerCase(Locale.ROOT);
    }

    Provisioning provisioning(Desk desk) {
        var mapped = mapping(desk);
        return Provisioning.by(client(desk), name(desk), mapped, lock());
    }
}
