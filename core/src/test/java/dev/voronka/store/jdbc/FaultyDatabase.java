package dev.voronka.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that counts what is asked of the database, and fails at one place. */
public final class FaultyDatabase {

    /** When the fault comes. */
    public enum Fault {
        /** Instead of what was asked. */
        BEFORE,
        /** After it was done: the answer is lost. */
        AFTER
    }

    private static final Set<String> ASKING =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

    private final DataSource real;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int failing;
    private volatile Fault fault = Fault.BEFORE;

    /** One that does not fail yet. */
    public FaultyDatabase(DataSource real) {
        this.real = real;
    }

    /** Fails at this call from now on, counted from 1; the calls after it work again. */
    public void failAt(int call, Fault how) {
        asked.set(0);
        failing = call;
        fault = how;
    }

    /** Works again, and counts anew. */
    public void mend() {
        failAt(0, Fault.BEFORE);
    }

    /** How many calls have reached the database since the last {@link #failAt} or {@link #mend}. */
    public int asked() {
        return asked.get();
    }

    /** The data source. */
    public DataSource source() {
        return wrapped(DataSource.class, real);
    }

    private <T> T wrapped(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    var isAsked = ASKING.contains(method.getName()) && !(target instanceof DataSource);
                    var fails = isAsked && asked.incrementAndGet() == failing;
                    if (fails && fault == Fault.BEFORE) {
                        throw new SQLException("the network is cut", "08006");
                    }
                    Object answer;
                    try {
                        answer = method.invoke(target, args);
                    } catch (InvocationTargetException told) {
                        throw told.getCause();
                    }
                    if (fails) {
                        throw new SQLException("the answer is lost", "08006");
                    }
                    return answer instanceof Connection || answer instanceof Statement
                            ? wrapped(interfaceOf(answer), answer)
                            : answer;
                }));
    }

    private static Class<?> interfaceOf(Object made) {
        if (made instanceof java.sql.CallableStatement) {
            return java.sql.CallableStatement.class;
        }
        if (made instanceof java.sql.PreparedStatement) {
            return java.sql.PreparedStatement.class;
        }
        return made instanceof Statement ? Statement.class : Connection.class;
    }
}
