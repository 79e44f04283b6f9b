using Microsoft.Extensions.Logging;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Attempts across agencies leave a trace, with ids alone.</summary>
public sealed class ForeignCallersTests : ILogger
{
    private readonly List<string> _notes = [];

    [Fact]
    public void A_caller_of_another_agency_is_noted()
    {
        this.NoteForeign(Caller.Staff(Role.Supervisor, "other", "staff-9", ["general"]), "demo", "figures");

        Assert.Equal("Supervisor staff-9 of agency other asked agency demo for figures and was refused", Assert.Single(_notes));
    }

    [Fact]
    public void One_of_the_agency_is_not()
    {
        this.NoteForeign(Some.Administrator, "demo", "figures");

        Assert.Empty(_notes);
    }

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _notes.Add(formatter(state, exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
