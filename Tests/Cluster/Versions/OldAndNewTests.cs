#if ENGINE_ORLEANS
using Muster.Tests.Cluster.Wire;
using Orleans.Serialization;

namespace Muster.Tests.Cluster.Versions;

/// <summary>During an upgrade old and new processes talk to each other: a contract that has only grown is understood by both.</summary>
public sealed class OldAndNewTests(HalfUpgraded silos) : IClassFixture<HalfUpgraded>
{
    private static readonly OldOrder Old = new("for the desk", OldSize.Large)
    {
        Things = [new OldBook("Atlas", 300)],
    };

    private static readonly NewOrder New = new("for the desk", NewSize.Large, Copies: 7)
    {
        Things = [new NewBook("Atlas", 300, "A. Author")],
        Colour = "red",
        Extra = new NewBook("Index", 20, "B. Author"),
        Weight = 5,
    };

    [Fact]
    public async Task An_old_caller_gets_back_from_a_new_silo_what_it_sent() => Assert.Equal(Spelled.Of(Old), Spelled.Of(await silos.NewShop.Take(Old)));

    [Fact] // not what an initializer or a parameter's default says: a contract that grows must make do with 0, null and an uninitialized array
    public async Task A_new_silo_finds_nothing_where_an_old_caller_sent_nothing() =>
        Assert.Equal(
            Spelled.Of(new NewOrder("for the desk", NewSize.Large, Copies: 0) { Things = [new NewBook("Atlas", 300)], Weight = 0 }),
            await silos.NewShop.Tell(Old));

    [Fact]
    public async Task An_old_silo_reads_what_it_knows_of_a_new_callers_words() => Assert.Equal(Spelled.Of(Old), await silos.OldShop.Tell(New));

    [Fact]
    public async Task A_new_caller_misses_what_an_old_silo_does_not_know() =>
        Assert.Equal(
            Spelled.Of(New with { Copies = 0, Things = [new NewBook("Atlas", 300)], Colour = null, Extra = null, Weight = 0 }),
            Spelled.Of(await silos.OldShop.Take(New)));

    [Fact]
    public async Task A_value_that_was_added_to_an_enumeration_passes_an_old_silo_unharmed() =>
        Assert.Equal(NewSize.Huge, (await silos.OldShop.Take(New with { Size = NewSize.Huge })).Size);

    [Fact]
    public async Task A_kind_that_was_added_is_passed_over_where_an_old_silo_does_not_look() =>
        Assert.Null((await silos.OldShop.Take(New with { Extra = new NewMap("Town", 1_000) })).Extra);

    [Fact]
    public Task A_kind_that_was_added_is_refused_where_an_old_silo_has_to_read_it() =>
        Assert.ThrowsAsync<FieldTypeMissingException>(() => silos.OldShop.Take(New with { Things = [new NewMap("Town", 1_000)] }));

    [Fact]
    public async Task A_method_that_was_added_is_refused_by_an_old_silo()
    {
        var refusal = await Assert.ThrowsAsync<TypeLoadException>(() => silos.OldShop.Wrap("blue"));

        Assert.Contains("\"Wrap\"", refusal.Message, StringComparison.Ordinal);
    }
}
#endif
