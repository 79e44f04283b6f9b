namespace Muster.LoadTests.Measures;

/// <summary>A line of performance.md: what is measured, and where it must and should end up.</summary>
/// <param name="Number">G1, G5 ...</param>
/// <param name="What">with its unit</param>
/// <param name="Least">the floor</param>
/// <param name="Wanted">the goal</param>
/// <param name="IsRatio">whether both stand for multiples of L; else they are absolute</param>
/// <param name="MoreIsBetter">as for throughput; else less is</param>
internal sealed record Goal(string Number, string What, double Least, double Wanted, bool IsRatio = true, bool MoreIsBetter = false)
{
    public static readonly Goal Saturation = new("G1", "durable saturation, msg/s", 0.4, 0.75, MoreIsBetter: true);
    public static readonly Goal SaturationApart = new("G2", "the same, silo and front apart, msg/s", 0.25, 0.5, MoreIsBetter: true);
    public static readonly Goal CpuAtSaturation = new("G5", "CPU s per 1,000 at saturation", 2.5, 1.5);
    public static readonly Goal CpuSteady = new("G6", "CPU s per 1,000 at 1,000 msg/s", 2.5, 1.3);
    public static readonly Goal MedianSteady = new("G7", "p50 ms to the other side at 1,000 msg/s", 2.5, 1.5);
    public static readonly Goal TailSteady = new("G7", "p99 ms to the other side at 1,000 msg/s", 5, 2);
    public static readonly Goal TailAtHalf = new("G8", "p99 ms at half of own saturation", 60, 25, IsRatio: false);
    public static readonly Goal IdleMemory = new("G10", "KiB per idle conversation, both sides connected", 1.5, 1.1);
    public static readonly Goal Resume = new("G11", "streams resumed per second", 0.5, 0.8, MoreIsBetter: true);
    public static readonly Goal Start = new("G12", "p99 ms from start to an agent's screen, 200 starts/s", 20, 8, IsRatio: false);
    public static readonly Goal Refill = new("G13", "p99 ms from freed capacity to the next on screen, 1,000 waiting", 50, 20, IsRatio: false);
    public static readonly Goal RefillS34 = new("S34", "p95 ms of the same", 1000, 1000, IsRatio: false);
    public static readonly Goal Overload = new("G14", "throughput at 1.5 x saturation, of saturation", 0.8, 0.8, IsRatio: false, MoreIsBetter: true);
    public static readonly Goal AfterOverload = new("G14", "p99 ms at 1,000 msg/s, 10 s after", 5, 2);
    public static readonly Goal LongTranscript = new("G16", "CPU of a message at entry 10,000, of one at entry 10", 1.3, 1.05, IsRatio: false);

    public static IReadOnlyList<Goal> All { get; } =
    [
        Saturation, SaturationApart, CpuAtSaturation, CpuSteady, MedianSteady, TailSteady, TailAtHalf, IdleMemory, Resume, Start, Refill, RefillS34, Overload,
        AfterOverload, LongTranscript,
    ];

    /// <param name="value">the ratio, or the absolute figure</param>
    public string Verdict(double value) => (IsWithin(value, Wanted), IsWithin(value, Least)) switch
    {
        (true, _) => "goal",
        (false, true) => "floor",
        _ => "MISSED",
    };

    private bool IsWithin(double value, double limit) => MoreIsBetter ? value >= limit : value <= limit;
}
