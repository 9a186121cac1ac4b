package dev.voronka.bitrix.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole mapping with all defaults, as a file. Speaks to no portal. */
@Command(name = "mapping", sortOptions = false)
final class MappingCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    MappingCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.print(site.mapping(desk).text());
        return Screen.FINE;
    }
}
