#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Agencies;

namespace Muster.Tests.Register;

/// <summary>The register of closed conversations.</summary>
public sealed class RegisterGrainTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    private IRegisterGrain Day => _house.Grain<IRegisterGrain>("demo/2026-11-23/7");

    [Fact]
    public void What_it_answered_for_survives_its_grain()
    {
        _house.Do(() => Day.Add([Closed("a"), Closed("b")]));

        _house.Retire(Day);

        Assert.Equal([Closed("a"), Closed("b")], All());
    }

    [Fact]
    public void A_repeat_adds_nothing_and_writes_nothing()
    {
        _house.Do(() => Day.Add([Closed("a"), Closed("b")]));
        var writes = _house.Storage.Writes;

        _house.Do(() => Day.Add([Closed("b"), Closed("b")]));

        Assert.Equal([Closed("a"), Closed("b")], All());
        Assert.Equal(writes, _house.Storage.Writes);
    }

    [Fact]
    public void A_failed_write_is_not_remembered()
    {
        _house.Storage.FailNextWriteOf("register");
        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => Day.Add([Closed("a")])));

        Assert.Empty(All());
        _house.Do(() => Day.Add([Closed("a")]));
        Assert.Equal([Closed("a")], All());
    }

    [Fact]
    public void It_is_for_Muster_itself_inside_one_agency()
    {
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Day.All(Caller.System("other"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Day.All(Caller.Staff(Role.Administrator, "demo", "a", []))).Refusal);
    }

    public void Dispose() => _house.Dispose();

    private ImmutableArray<ClosedConversation> All() => _house.Do(() => Day.All(Caller.System("demo"))).Value!.Items;

    private static ClosedConversation Closed(string id) => new($"demo/{id}", "general", "ABC-123", Some.Moment);
}
#endif
