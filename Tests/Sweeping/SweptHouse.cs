using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>A house made by hand, and what is found in it.</summary>
public abstract class SweptHouse
{
    private protected const string Robin = "demo/robin";

    private protected static readonly SkillLevel Permits = new("permits", 3);

    private protected readonly House _house = new();
    private readonly Rounds _rounds;

    private protected SweptHouse() => _rounds = new Rounds(_house);

    /// <summary>Somebody who has many, and takes nobody new.</summary>
    private protected void Crowd()
    {
        _house.Works(Some.Blake, capacity: 50);
        _house.ChangeAgent(Some.Blake, agent => agent with { Presence = Presence.Busy });
    }

    private protected ImmutableArray<SweepFinding> Look() => _rounds.Look();

    private protected ImmutableArray<SweepFinding> After(int seconds) => _rounds.After(seconds);
}
