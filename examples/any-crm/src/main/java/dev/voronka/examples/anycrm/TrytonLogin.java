package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import java.net.URI;
import java.util.Set;

/**
 * Where a Tryton is, and who speaks to it.
 *
 * @param url of the server, such as {@code https://tryton.example.org/}; without TLS only on this machine
 * @param database the name of the database there
 * @param user the login of a user of voronka's own, in the group of the module
 * @param password never shown
 */
public record TrytonLogin(URI url, String database, String user, String password) {

    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Refuses addresses over which a password would go in the clear, and blanks. */
    public TrytonLogin {
        var host = url.getHost();
        if (host == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new InvalidInput("The address of Tryton is not one: give https://host/ or http://127.0.0.1:port/.");
        }
        if ("http".equals(url.getScheme()) && !HERE.contains(host)) {
            throw new InvalidInput("The address http://" + host + " would carry the password of Tryton in the clear;"
                    + " give https://…, or an address of this machine.");
        }
        if (url.getUserInfo() != null) {
            throw new InvalidInput(
                    "The address of Tryton at " + host + " has a user in it; give user and password apart.");
        }
        if (database.isBlank() || !database.equals(database.strip()) || database.contains("/")) {
            throw new InvalidInput("Tryton's database is \"" + database + "\"; give the name of one.");
        }
        if (user.isBlank() || password.isEmpty()) {
            throw new InvalidInput("Tryton at " + host + " needs a user and a password; one of them is empty.");
        }
    }

    /** Where calls go. */
    URI endpoint() {
        var root = url.toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + database + "/");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + endpoint();
    }
}
