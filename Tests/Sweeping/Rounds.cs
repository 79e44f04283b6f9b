using System.Collections.Immutable;
using Muster.Sweeping;

namespace Muster.Tests.Sweeping;

/// <summary>A house that is looked at again and again.</summary>
internal sealed class Rounds(House house)
{
    private readonly SweepCheck _check = new();

    public ImmutableArray<SweepFinding> Look() => _check.Look(house.Seen);

    /// <summary>It looks every ten seconds; what it finds at last.</summary>
    public ImmutableArray<SweepFinding> After(int seconds)
    {
        var found = ImmutableArray<SweepFinding>.Empty;
        for (var passed = 0; passed < seconds; passed += 10)
        {
            house.At = house.At.AddSeconds(10);
            found = Look();
        }

        return found;
    }
}
