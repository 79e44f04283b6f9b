#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Who reaches for the register of accounts without right leaves a trace, and one alone.</summary>
public sealed class RefusedKeepersTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    [Theory]
    [InlineData("demo", "not-allowed")]
    [InlineData("other", "other-agency")]
    public void A_refusal_is_one_line_that_says_why(string agency, string reason)
    {
        var caller = Caller.Staff(Role.Agent, agency, "staff-9", ["general"]);

        Assert.Equal(Refusal.NotAllowed, _house.Do(() => _house.Grain<IAgencyGrain>("demo").Accounts(caller)).Refusal);
        _house.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(reason, Assert.Single(_house.Audit.LinesOf("demo"), line => line.Action == AuditAction.Refused).Reason);
    }

    public void Dispose() => _house.Dispose();
}
#endif
