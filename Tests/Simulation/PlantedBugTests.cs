using System.Collections.Concurrent;
using Muster.Tests.Simulation.Planted;

namespace Muster.Tests.Simulation;

/// <summary>What the checks are worth: each mistake that somebody might make is found, and by the promise it breaks.</summary>
[Collection(SimulationRuns.Name)]
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    /// <summary>By then it must have been found.</summary>
    private const int MostSeeds = 300;

    public static TheoryData<Type, string> Bugs => new()
    {
        { typeof(ForgetsToEndConsults), "a consult that is over lets go" },
        { typeof(LetsAnybodyAdvise), "who advises was given the question" },
        { typeof(AsksWhoAsks), "who asks is not asked" },
        { typeof(BelievesTheFirstExpert), "who advises no longer reads no longer" },
        { typeof(BelievesTheFirstExpert), "who asks hears that it is over" },
        { typeof(AcknowledgesBeforeStoring), "nothing acknowledged is lost" },
        { typeof(RemembersOnlyTheLastIds), "nothing is doubled" },
        { typeof(KnowsIdsSinceTheSnapshot), "nothing is doubled" },
        { typeof(WritesPagesUntagged), "what is stored stays" },
        { typeof(WritesWhateverTheSeq), "stored facts make sense" },
        { typeof(SavesSnapshotsTooSoon), "a snapshot covers what is stored" },
        { typeof(KeepsSlotsInMemory), "capacity is kept" },
        { typeof(OverwritesOthersStates), "" },
        { typeof(JoinsWithoutWaiting), "nobody is forgotten" },
        { typeof(JoinsAfterTheJournal), "nobody is forgotten" },
        { typeof(JoinsAfterTheJournal), "each is found at any moment" },
        { typeof(LeavesWhateverTheSeq), "nobody is forgotten" },
        { typeof(RequeuesAtTheBack), "age is kept" },
        { typeof(IgnoresUrgency), "age is kept" },
        { typeof(MakesEverybodyUrgent), "nobody gets a head start they have not earned" },
        { typeof(IgnoresSkills), "only the able are given" },
        { typeof(HelpsAtOnce), "only the able are given" },
        { typeof(MessagesDoNotYield), "nobody gets a head start they have not earned" },
        { typeof(IgnoresDanger), "age is kept" },
        { typeof(DeclinedLosesItsAge), "nobody is passed by" },
        { typeof(ForgetsWhoDidNotReply), "others come first after no reply" },
        { typeof(HandsOverAgain), "a repeat gets the first answer" },
        { typeof(TakesBeyondCapacity), "capacity is kept" },
        { typeof(LeavesWhatWasTaken), "nobody is idle while someone waits" },
        { typeof(GivesToSupervisors), "only the queue's agents hold" },
        { typeof(ForgetsToRelease), "nobody is idle while someone waits" },
        { typeof(ForgetsTheClosed), "a closed conversation is registered" },
        { typeof(RegistersTheClosedLater), "each is found at any moment" },
        { typeof(ChecksCapacityElsewhere), "capacity is kept" },
        { typeof(LeaseRunsWhileDown), "a lease does not run while the product is down" },
        { typeof(ForgetsLostCounts), "figures are what happened" },
        { typeof(CountsRepeatsAgain), "figures are what happened" },
        { typeof(CountsMinutesAgain), "each minute of an agent counts once" },
        { typeof(CountsMinutesAgain), "the time of agents is what they did" },
        { typeof(TrustsPushes), "streams leave nothing out" },
        { typeof(ReadsForFormerHolders), "nobody sees what is not theirs" },
        { typeof(ShowsNotesToCitizens), "nobody sees what is not theirs" },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void It_is_found(Type bug, string promise)
    {
        var planted = (PlantedBug)Activator.CreateInstance(bug)!;
        var found = new ConcurrentDictionary<ulong, RunReport>();

        Parallel.For(0, MostSeeds, (seed, loop) =>
        {
            var report = Run.Of(planted.Adjust(Scenario.Small((ulong)seed, planted.Weather)), planted);
            if (!report.Violations.Any(violation => violation.Promise.Contains(promise, StringComparison.Ordinal)))
                return;

            found[(ulong)seed] = report;
            loop.Break();
        });

        Assert.NotEmpty(found);
        var first = found.OrderBy(one => one.Key).First();
        output.WriteLine($"{bug.Name} by seed {first.Key} in {planted.Weather}: {first.Value.Violations.First(violation => violation.Promise.Contains(promise, StringComparison.Ordinal))}");
    }
}
