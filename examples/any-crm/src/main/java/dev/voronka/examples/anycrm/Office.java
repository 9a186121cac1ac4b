package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The Tryton that {@code tryton.sh} has made and started: where it is, and who has which password. */
final class Office {

    /** The employees who have a user there, with their logins. */
    static final Map<String, String> LOGINS = Map.of("e1", "e1", "e2", "e2", "e3", "e3");

    /** The party of the employee who answers where nobody does. */
    static final String NOBODY = "staff-nobody";

    private final Properties properties;

    private Office(Properties properties) {
        this.properties = properties;
    }

    /** Of a folder of {@code tryton.sh}. */
    static Office of(Path folder) {
        var file = folder.resolve("connection.properties");
        var properties = new Properties();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(lines);
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "There is no Tryton in " + folder + "; first: bash examples/any-crm/tryton.sh install, then start.",
                    missing);
        }
        return new Office(properties);
    }

    /** As this user. */
    TrytonLogin login(String user) {
        return at(URI.create(required("url")), user);
    }

    /** As this user, at another address. */
    TrytonLogin at(URI url, String user) {
        return new TrytonLogin(url, required("database"), user, required("password." + user));
    }

    private String required(String key) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new InvalidInput("connection.properties has no " + key + "; start Tryton: bash"
                    + " examples/any-crm/tryton.sh start.");
        }
        return value;
    }
}
