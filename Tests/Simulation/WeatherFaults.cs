using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>How often what strikes, by weather. A small run makes some thousand calls.</summary>
public static class WeatherFaults
{
    public static IFaultPlan Faults(this Weather weather, ulong seed, bool isLarge)
    {
        var rarely = isLarge ? 0.2 : 1;
        return weather switch
        {
            Weather.Calm => new NoFaults(),
            Weather.Crashes => new FaultSchedule(seed).WithCrashes(2 * rarely),
            Weather.Disk => new FaultSchedule(seed).WithDisk(2 * rarely),
            Weather.Network => new FaultSchedule(seed).WithNetwork(2 * rarely),
            Weather.Doubles => new FaultSchedule(seed).WithDoubles(2 * rarely),
            _ => new FaultSchedule(seed).WithCrashes(rarely).WithDisk(rarely).WithNetwork(rarely).WithDoubles(rarely),
        };
    }

    private static FaultSchedule WithCrashes(this FaultSchedule schedule, double often) => schedule
        .With(FaultKind.SiloCrash, 0.0002 * often, most: 4)
        .With(FaultKind.CrashBeforeWrite, 0.002 * often, most: 3)
        .With(FaultKind.CrashAfterWrite, 0.002 * often, most: 3)
        .With(FaultKind.StepDelayed, 0.002 * often, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));

    private static FaultSchedule WithDisk(this FaultSchedule schedule, double often) => schedule
        .With(FaultKind.ReadDelayed, 0.02 * often, TimeSpan.Zero, TimeSpan.FromSeconds(2))
        .With(FaultKind.ReadFails, 0.01 * often)
        .With(FaultKind.WriteDelayed, 0.02 * often, TimeSpan.Zero, TimeSpan.FromSeconds(4))
        .With(FaultKind.WriteFails, 0.005 * often)
        .With(FaultKind.WriteFailsAfterwards, 0.005 * often);

    private static FaultSchedule WithNetwork(this FaultSchedule schedule, double often) => schedule
        .With(FaultKind.CallDelayed, 0.01 * often, TimeSpan.Zero, TimeSpan.FromSeconds(5))
        .With(FaultKind.CallReordered, 0.01 * often, TimeSpan.Zero, TimeSpan.FromSeconds(20))
        .With(FaultKind.CallRefused, 0.003 * often)
        .With(FaultKind.CallLost, 0.002 * often)
        .With(FaultKind.AnswerLost, 0.004 * often)
        .With(FaultKind.AnswerDelayed, 0.01 * often, TimeSpan.Zero, TimeSpan.FromSeconds(3))
        .With(FaultKind.NotificationLost, 0.05 * often)
        .With(FaultKind.NotificationReordered, 0.05 * often, TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private static FaultSchedule WithDoubles(this FaultSchedule schedule, double often) => schedule
        .With(FaultKind.Partition, 0.0001 * often, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40), most: 1)
        .With(FaultKind.Move, 0.003 * often)
        .With(FaultKind.MoveWithoutDeactivation, 0.003 * often)
        .With(FaultKind.SecondActivation, 0.003 * often, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(20));
}
