using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>What an agency asks of its staff accounts.</summary>
/// <param name="ReviewMonths">
/// How far ahead a review date may lie, months, 1 to 36. The Information Security Manual revalidates privileged access every 12 (ISM-1647).
/// </param>
/// <param name="StaleAfterDays">Days without a sign-in after which an account is reported, 1 to 1,000. The manual names 45 (ISM-1404, ISM-1648).</param>
[GenerateSerializer, Immutable, Alias("muster.staff-policy")]
public sealed record StaffPolicy(int ReviewMonths = 12, int StaleAfterDays = 45)
{
    /// <summary>Domains of official email addresses, exactly; none lets every domain pass (S98).</summary>
    [Id(0)] public ImmutableArray<string> EmailDomains { get; init; } = [];
}
