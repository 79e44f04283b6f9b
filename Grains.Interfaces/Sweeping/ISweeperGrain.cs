using Muster.Identity;

namespace Muster.Sweeping;

/// <summary>
/// Looks again and again whether an agency's promises to those who wait hold, from what is stored and the settings alone, key <c>agency</c>. It repairs nothing: what it finds
/// is a defect, and an alarm for supervisors and operators.
/// </summary>
[Alias("Muster.ISweeperGrain")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>Called every 10 s by every silo and right after a start; it looks once in that time however many call.</summary>
    Task Wake();

    /// <summary>What it finds now in the caller's queues; for supervisors and viewers.</summary>
    Task<Outcome<SweepReport>> Look(Caller caller);
}
