namespace Orleans.Embedded.Simulation;

/// <summary>Faults by chance: for each kind how likely it is where it could strike, how long it takes, and how often at most. Counts what struck.</summary>
public sealed class FaultSchedule(ulong seed) : IFaultPlan
{
    private static readonly FaultPoint[] PointOf = [.. Enum.GetValues<FaultKind>().Select(Point)];

    private readonly SimulatedRandom _random = new(seed, "faults");
    private readonly List<Entry>[] _entries = [.. Enum.GetValues<FaultPoint>().Select(_ => new List<Entry>())];
    private readonly int[] _counts = new int[PointOf.Length];

    /// <summary>Nothing strikes while this is false: the quiet after the storm, in which everything must come right.</summary>
    public bool Active { get; set; } = true;

    public IEnumerable<KeyValuePair<FaultKind, int>> Counts =>
        Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None).Select(kind => KeyValuePair.Create(kind, _counts[(int)kind]));

    /// <summary>A little of everything that is not storage's, for runs of some thousand calls.</summary>
    public static FaultSchedule Rough(ulong seed) => new FaultSchedule(seed)
        .With(FaultKind.StepDelayed, 0.01, TimeSpan.Zero, TimeSpan.FromMilliseconds(50))
        .With(FaultKind.SiloCrash, 0.0005, most: 3)
        .With(FaultKind.Partition, 0.0003, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40), most: 1)
        .With(FaultKind.CallDelayed, 0.01, TimeSpan.Zero, TimeSpan.FromSeconds(5))
        .With(FaultKind.CallReordered, 0.01, TimeSpan.Zero, TimeSpan.FromMilliseconds(200))
        .With(FaultKind.CallRefused, 0.003)
        .With(FaultKind.CallLost, 0.002)
        .With(FaultKind.Move, 0.002)
        .With(FaultKind.MoveWithoutDeactivation, 0.002)
        .With(FaultKind.SecondActivation, 0.001, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(20))
        .With(FaultKind.AnswerLost, 0.003)
        .With(FaultKind.AnswerDelayed, 0.01, TimeSpan.Zero, TimeSpan.FromSeconds(2))
        .With(FaultKind.NotificationLost, 0.02)
        .With(FaultKind.NotificationReordered, 0.02, TimeSpan.Zero, TimeSpan.FromSeconds(1));

    /// <summary>Replaces what was said of this kind before.</summary>
    public FaultSchedule With(FaultKind kind, double probability, TimeSpan shortest = default, TimeSpan longest = default, int most = int.MaxValue)
    {
        var entries = _entries[(int)PointOf[(int)kind]];
        entries.RemoveAll(entry => entry.Kind == kind);
        entries.Add(new(kind, probability, shortest, longest < shortest ? shortest : longest, most));
        return this;
    }

    public int Count(FaultKind kind) => _counts[(int)kind];

    public Fault At(FaultPoint point, in FaultSite site)
    {
        if (!Active || _entries[(int)point] is not { Count: > 0 } entries)
        {
            return Fault.None;
        }

        var chance = _random.NextDouble();
        foreach (var entry in entries)
        {
            chance -= entry.Probability;
            if (chance < 0)
            {
                if (_counts[(int)entry.Kind] >= entry.Most)
                {
                    return Fault.None;
                }

                _counts[(int)entry.Kind]++;
                return new(entry.Kind, _random.Between(entry.Shortest, entry.Longest));
            }
        }

        return Fault.None;
    }

    private static FaultPoint Point(FaultKind kind) => kind switch
    {
        FaultKind.None or FaultKind.StepDelayed or FaultKind.SiloCrash or FaultKind.Partition => FaultPoint.Step,
        FaultKind.CallDelayed or FaultKind.CallReordered or FaultKind.CallRefused or FaultKind.CallLost => FaultPoint.Call,
        FaultKind.Move or FaultKind.MoveWithoutDeactivation or FaultKind.SecondActivation => FaultPoint.Arrival,
        FaultKind.AnswerLost or FaultKind.AnswerDelayed => FaultPoint.Answer,
        FaultKind.NotificationLost or FaultKind.NotificationReordered => FaultPoint.Notification,
        FaultKind.ReadDelayed or FaultKind.ReadFails => FaultPoint.StorageRead,
        _ => FaultPoint.StorageWrite,
    };

    private sealed record Entry(FaultKind Kind, double Probability, TimeSpan Shortest, TimeSpan Longest, int Most);
}
