using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>What a seed stands for: how many people, what they do, and what goes wrong.</summary>
public sealed record Scenario(ulong Seed, Weather Weather, int Citizens, int Silos)
{
    public DateTimeOffset StartedAt { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public required AgencySettings Agency { get; init; }

    public required ImmutableArray<NewAccount> Accounts { get; init; }

    /// <summary>What strikes, from the beginning: a plan goes on as it is asked, so each run needs its own.</summary>
    public required Func<IFaultPlan> Faults { get; init; }

    /// <summary>Within how long everybody comes.</summary>
    public required TimeSpan Arrivals { get; init; }

    /// <summary>How long faults strike.</summary>
    public required TimeSpan Storm { get; init; }

    /// <summary>How long a person's call waits for its answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan LongestDetection { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A crashed silo is back within so long.</summary>
    public TimeSpan LongestRestart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a request is sent twice at once.</summary>
    public double Doubling { get; init; } = 0.1;

    /// <summary>How often a citizen's old messages come again after the end.</summary>
    public double LateRepeats { get; init; } = 0.5;

    /// <summary>People come and go: agents take breaks and fall silent, citizens lose their connection, fronts crash.</summary>
    public bool IsRestless { get; init; } = true;

    public bool IsDiskSlow { get; init; }

    /// <summary>Conversations are kept as pages of states, as with any provider of Orleans', instead of in a log.</summary>
    public bool JournalIsOverStates { get; init; }

    public int LeastMessages { get; init; }

    public int MostMessages { get; init; } = 6;

    public int MostReplies { get; init; } = 4;

    /// <summary>How long people take between two messages, as a multiple of what is usual.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>How often an agent waits for more words where nothing is left to answer.</summary>
    public double Lingering { get; init; }

    /// <summary>How often an agent hands a conversation over instead of going on with it.</summary>
    public double HandingOver { get; init; } = 0.08;

    /// <summary>How often an agent asks another for advice before they go on.</summary>
    public double Consulting { get; init; }

    /// <summary>How often an agent turns to something else and leaves a citizen waiting for a reply.</summary>
    public double Neglect { get; init; }

    /// <summary>A supervisor steps in, hands over and ends what agents hold.</summary>
    public bool IsOverseen { get; init; }

    /// <summary>Citizens are urgent, or ask for a skill.</summary>
    public bool IsRouted { get; init; }

    /// <summary>How often somebody who waits asks to be called, or answered later, and how often they answer what all are told.</summary>
    public double Asking { get; init; }

    /// <summary>How often a citizen's words say that a life is in danger.</summary>
    public double Danger { get; init; }

    /// <summary>Seconds for which messages let those pass who wait at their screens.</summary>
    public const int MessagesYield = 30;

    /// <summary>Seconds.</summary>
    public const int UrgentHeadStart = 20;

    /// <summary>Seconds.</summary>
    public const int AnybodyAfter = 15;

    public const int PumpsLevel = 3;

    public bool IsLarge => Citizens > 100;

    public bool IsLengthy => LeastMessages > 100;

    /// <summary>The seeds of <c>./test</c>: each kind of weather in turn.</summary>
    public static Scenario Small(ulong seed) => Small(seed, (Weather)(seed % (ulong)Enum.GetValues<Weather>().Length));

    public static Scenario Small(ulong seed, Weather weather)
    {
        var random = new SimulatedRandom(seed, "scenario");
        var agents = random.Next(1, 6);
        var scenario = Make(seed, weather, random, citizens: random.Next(2, 21), agents, queues: random.Next(1, 4), silos: random.Next(1, 4)) with
        {
            Arrivals = TimeSpan.FromSeconds(random.Next(5, 60)),
            Storm = TimeSpan.FromSeconds(random.Next(40, 120)),
            IsDiskSlow = random.Next(4) == 0,
            JournalIsOverStates = random.Next(4) == 0,
            IsOverseen = seed / 18 % 3 == 0,
            Consulting = seed / 6 % 2 == 0 ? 0.1 : 0,
        };
        scenario = random.Next(3) == 0 ? scenario.WithNeglect() : scenario;
        scenario = scenario with { Agency = scenario.Agency with { Limits = scenario.Agency.Limits with { TransferReturnSeconds = seed / 5 % 2 == 0 ? 6 : 30 } } };
        scenario = scenario with { Asking = seed / 12 % 3 == 0 ? 0.15 : 0, Danger = seed / 24 % 3 == 0 ? 0.04 : 0 };
        scenario = seed / 9 % 2 == 0 ? scenario.WithOverflow() : scenario;
        return seed / 6 % 3 == 0 ? scenario.WithRouting() : scenario;
    }

    /// <summary>One or two conversations of hundreds of messages: beyond a snapshot, and in pages beyond a block of their keys.</summary>
    public static Scenario Lengthy(ulong seed) => Lengthy(seed, (Weather)(seed % (ulong)Enum.GetValues<Weather>().Length));

    public static Scenario Lengthy(ulong seed, Weather weather)
    {
        var random = new SimulatedRandom(seed, "scenario");
        var scenario = Make(seed, weather, random, citizens: random.Next(1, 3), agents: 2, queues: 1, silos: random.Next(1, 4)) with
        {
            Arrivals = TimeSpan.FromSeconds(5),
            Storm = TimeSpan.FromSeconds(150),
            LeastMessages = 500,
            MostMessages = 900,
            MostReplies = 1_000,
            Slowness = 0.02,
            Lingering = 0.9997,
            HandingOver = 0.002,
            JournalIsOverStates = seed / 6 % 2 == 0,
        };
        return scenario with { Agency = scenario.Agency with { Limits = scenario.Agency.Limits with { Burst = 10_000 } } };
    }

    public static Scenario Large(ulong seed)
    {
        var random = new SimulatedRandom(seed, "scenario");
        return Make(seed, seed % 5 == 0 ? Weather.Calm : Weather.Rough, random, citizens: 1_000, agents: 200, queues: 4, silos: 4) with
        {
            Arrivals = TimeSpan.FromSeconds(60),
            Storm = TimeSpan.FromSeconds(60),
            MostMessages = 3,
        };
    }

    public Scenario WithOffersEverywhere() => this with
    {
        Agency = Agency with { Queues = [.. Agency.Queues.Select(queue => queue with { Assignment = AssignmentMode.Offer })] },
    };

    /// <summary>Agents who leave citizens without a reply, in an agency that does not wait long for one.</summary>
    public Scenario WithNeglect() => this with
    {
        Neglect = 0.06,
        Agency = Agency with { Limits = Agency.Limits with { NoReplyAlertSeconds = 10, NoReplyReturnSeconds = 30 } },
    };

    /// <summary>Some are urgent, some ask for a skill, and no agent may hold many of the first queue. The first agent can do everything.</summary>
    public Scenario WithRouting()
    {
        var random = new SimulatedRandom(Seed, "routing");
        return this with
        {
            IsRouted = true,
            Agency = Agency with
            {
                Priorities = [new("urgent", "Urgent", UrgentHeadStart)],
                KeywordRules =
                [
                    new("both", ["urgent pumps"]) { Queue = Agency.Queues[^1].Id, Priority = "urgent", Skills = [new("pumps", PumpsLevel)] },
                    new("urgent", ["urgent"]) { Priority = "urgent" },
                    new("pumps", ["pumps"]) { Skills = [new("pumps", PumpsLevel)] },
                ],
                ExpertGroups = [new("experts", "The pump crew", Agency.Queues[random.Next(Agency.Queues.Length)].Id, [new("pumps", PumpsLevel)])],
                Queues =
                [
                    .. Agency.Queues.Select((queue, index) => queue with
                    {
                        AnybodyAfterSeconds = random.Next(2) == 0 ? AnybodyAfter : null,
                        CapacityPerAgent = index == 0 && random.Next(2) == 0 ? 1 : null,
                        Choice = (AgentChoice)random.Next(3),
                    }),
                ],
            },
            Accounts = [.. Accounts.Select((account, index) => account with { Skills = [new("pumps", index == 0 ? 5 : 1 + random.Next(4))] })],
        };
    }

    /// <summary>The agents of each queue help in the one before it, once somebody has waited there for some seconds.</summary>
    public Scenario WithOverflow()
    {
        var random = new SimulatedRandom(Seed, "overflow");
        return Agency.Queues.Length == 1 ? this : this with
        {
            Agency = Agency with
            {
                Queues = [.. Agency.Queues.Select((queue, index) => queue with { Overflow = [new(Agency.Queues[(index + 1) % Agency.Queues.Length].Id, random.Next(0, 15))] })],
            },
        };
    }

    /// <summary>Two lines and always somebody in them.</summary>
    public Scenario WithLongLines() => this with
    {
        Citizens = 20,
        Agency = Agency with
        {
            Queues = [new QueueSettings("q1", "Queue 1"), new QueueSettings("q2", "Queue 2")],
            Limits = new AgencyLimits(TransferWaitSeconds: 60),
        },
        Accounts = [.. Accounts.Take(2).Select(account => account with { Queues = ["q1", "q2"], Capacity = 2 })],
    };

    private static Scenario Make(ulong seed, Weather weather, SimulatedRandom random, int citizens, int agents, int queues, int silos)
    {
        ImmutableArray<QueueSettings> lines = [.. Enumerable.Range(1, queues).Select(number => new QueueSettings($"q{number}", $"Queue {number}")
        {
            Assignment = random.Next(4) == 0 ? AssignmentMode.Offer : AssignmentMode.Direct,
            OfferSeconds = 10,
            MessagesYieldSeconds = MessagesYield,
        })];
        return new Scenario(seed, weather, citizens, silos)
        {
            Agency = new AgencySettings(World.AgencyId, "Agency", "UTC", lines) { Limits = new AgencyLimits(TransferWaitSeconds: 15) { TransferReturnSeconds = 30 } },
            Accounts = [.. Enumerable.Range(1, agents).Select(number => Account(number, lines, random))],
            Faults = () => weather.Faults(seed, isLarge: citizens > 100),
            Arrivals = default,
            Storm = default,
        };
    }

    /// <summary>The first agent serves every queue, so that nothing can wait for nobody.</summary>
    private static NewAccount Account(int number, ImmutableArray<QueueSettings> lines, SimulatedRandom random) => new(
        $"agent{number}",
        "a password",
        $"Real Name {number}",
        $"Alias {number}",
        Role.Agent,
        [.. lines.Where(_ => number == 1 || lines.Length == 1 || random.Next(3) > 0).Select(line => line.Id).DefaultIfEmpty(lines[0].Id)],
        random.Next(1, 5));
}
