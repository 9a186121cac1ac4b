package dev.voronka.boot;

import dev.voronka.InvalidInput;
import dev.voronka.Port;
import dev.voronka.run.Voronka;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The application's beans that stand behind ports, each known by the interfaces that it implements. */
final class PortBeans {

    private final ListableBeanFactory beans;

    PortBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Names them to a voronka.
     *
     * @throws InvalidInput if several stand behind one port and none is the primary one
     */
    void nameTo(Voronka.Builder builder) {
        SortedMap<Class<?>, List<String>> names = new TreeMap<>(Comparator.comparing(Class::getName));
        beans.getBeansOfType(Port.class)
                .forEach((name, bean) -> ClassUtils.getAllInterfacesForClassAsSet(bean.getClass()).stream()
                        .filter(type -> type != Port.class && Port.class.isAssignableFrom(type))
                        .forEach(type -> names.computeIfAbsent(type, t -> new ArrayList<>())
                                .add(name)));
        names.forEach((type, standing) -> named(builder, type, standing));
    }

    @SuppressWarnings("unchecked") // only interfaces that extend Port are among the types
    private <P extends Port<?, ?>> void named(Voronka.Builder builder, Class<?> type, List<String> names) {
        var port = (Class<P>) type;
        var bean = names.size() == 1
                ? port.cast(beans.getBean(names.get(0)))
                : beans.getBeanProvider(port).getIfUnique();
        if (bean == null) {
            throw new InvalidInput("Several beans stand behind port " + type.getName() + ": "
                    + String.join(", ", names.stream().sorted().toList())
                    + ". Mark one of them @Primary, or leave one.");
        }
        builder.port(port, bean);
    }
}
