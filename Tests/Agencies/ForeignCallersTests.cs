#if ENGINE_EMBEDDED
using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Attempts across agencies leave a trace, with ids alone.</summary>
public sealed class ForeignCallersTests : ILogger, IDisposable
{
    private readonly List<string> _notes = [];
    private readonly House _house = new(Some.Agency);

    [Fact]
    public void A_caller_of_another_agency_is_noted()
    {
        Note(Caller.Staff(Role.Supervisor, "other", "staff-9", ["general"]));

        Assert.Equal("Supervisor staff-9 of agency other asked agency demo for figures and was refused", Assert.Single(_notes));
    }

    [Fact]
    public void It_is_a_line_in_the_log_of_the_agency_that_was_asked()
    {
        Note(Caller.Staff(Role.Supervisor, "other", "staff-9", ["general"]));

        var line = Assert.Single(_house.Audit.LinesOf("demo"));
        Assert.Equal(
            (AuditAction.Refused, "supervisor", "other", "staff-9", "figures", AuditOutcome.Refused, "other-agency"),
            (line.Action, line.Role, line.ActorAgency, line.Actor, line.Kind, line.Outcome, line.Reason));
    }

    [Fact]
    public void One_of_the_agency_is_not()
    {
        Note(Some.Administrator);

        Assert.Empty(_notes);
        Assert.Empty(_house.Audit.LinesOf("demo"));
    }

    public void Dispose() => _house.Dispose();

    private void Note(Caller caller)
    {
        _house.Do(() =>
        {
            this.NoteForeign(_house.Grains, caller, "demo", new AuditSubject(AuditSubjectKind.Figures, null));
            return Task.CompletedTask;
        });
        _house.Pass(TimeSpan.FromSeconds(1));
    }

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _notes.Add(formatter(state, exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
#endif
