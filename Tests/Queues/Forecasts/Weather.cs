namespace Muster.Tests.Queues.Forecasts;

/// <summary>What an office is like, which no model is told.</summary>
/// <param name="Name">For the table.</param>
/// <param name="PerMinute">Arrivals a minute at a time (seconds) of the day.</param>
/// <param name="Burstiness">Variance of the factor that each five minutes' arrivals are multiplied with; 0 for Poisson.</param>
/// <param name="Agents">On duty at a time.</param>
/// <param name="Each">Conversations an agent holds at once.</param>
/// <param name="Handling">Mean of the log-normal handling time.</param>
/// <param name="Sigma">Of its logarithm.</param>
/// <param name="Patience">Mean of the log-normal patience of those who have one.</param>
/// <param name="Patient">Share of those who never give up.</param>
/// <param name="BreakEvery">Mean time between an agent's breaks; 0 for none.</param>
/// <param name="Break">Mean length of a break.</param>
/// <param name="Shared">Share of an agent's time that another queue takes.</param>
internal sealed record Weather(
    string Name,
    Func<double, double> PerMinute,
    double Burstiness,
    Func<double, int> Agents,
    int Each,
    double Handling,
    double Sigma,
    double Patience,
    double Patient,
    double BreakEvery,
    double Break,
    double Shared = 0)
{
    public const double Hour = 3_600;

    /// <summary>Those the model's numbers were chosen on.</summary>
    public static readonly Weather[] Tuning =
    [
        new("small office", _ => 0.55, 0.1, _ => 4, 2, 780, 0.8, 900, 0.5, 5_400, 900),
        new("large office", _ => 5.2, 0.1, _ => 25, 3, 800, 0.9, 1_200, 0.4, 5_400, 900),
        new("tide", time => 2 + (2.4 * Math.Sin(time / Hour / 4 * Math.PI)), 0.2, _ => 14, 3, 700, 0.7, 900, 0.5, 7_200, 1_200),
    ];

    /// <summary>Those it is judged on.</summary>
    public static readonly Weather[] HeldOut =
    [
        new("quiet counter", _ => 0.22, 0, _ => 2, 2, 1_000, 1.1, 1_500, 0.7, 4_000, 600),
        new("bursty", _ => 2.6, 0.6, _ => 13, 3, 760, 1.0, 600, 0.3, 5_400, 900),
        new("nobody gives up", _ => 1.93, 0.2, _ => 10, 3, 880, 0.9, 900, 1, 9_000, 900),
        new("impatient", _ => 4.5, 0.2, _ => 12, 3, 720, 0.6, 240, 0.1, 5_400, 900),
        new("shared agents", _ => 1.1, 0.2, _ => 10, 3, 800, 0.8, 900, 0.5, 5_400, 900, Shared: 0.45),
        new("shifts", _ => 3.1, 0.2, time => (int)(time / Hour) % 4 < 2 ? 18 : 11, 3, 800, 0.9, 1_200, 0.4, 5_400, 900),
        new("call centre", _ => 22, 0.1, _ => 105, 3, 820, 1.0, 1_500, 0.5, 5_400, 900),
    ];

    /// <summary>After a usual hour, fifty times as many.</summary>
    public static Weather Flood(double at) => new("flood", time => time < at ? 0.6 : time < at + 60 ? 0.6 + (29.4 * (time - at) / 60) : 30, 0.1, _ => 5, 3, 900, 0.8, 1_800, 0.6, 5_400, 900);
}
