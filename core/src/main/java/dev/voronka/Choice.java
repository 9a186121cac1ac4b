package dev.voronka;

import java.util.List;

/** The branches of a row, complete. Made by {@link ChoiceBuilder#otherwise}. */
public final class Choice<D> {

    private final List<Branch<D>> branches;

    Choice(List<Branch<D>> branches) {
        this.branches = List.copyOf(branches);
    }

    List<Branch<D>> branches() {
        return branches;
    }
}
