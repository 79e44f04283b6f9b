using Microsoft.Extensions.Logging;

namespace Muster.Tests.Support;

/// <summary>What a silo of a test logs, line by line.</summary>
internal sealed class LoggedLines : ILoggerProvider, ILogger
{
    public Heard<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
