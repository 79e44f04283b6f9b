using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Muster.WebFront.Hosting;

/// <summary>
/// Structured logs on the console: ids, never text (nothing on the path of a message logs). <c>Muster:LogFormat</c> is <c>text</c>, a line
/// an event for people, or <c>json</c>, an object an event for collectors. A section <c>Serilog</c> of the settings changes levels.
/// </summary>
public static class ConsoleLog
{
    private const string LineOfText = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <exception cref="WrongSettingsException">There is no such format.</exception>
    public static void UseConsoleLog(this WebApplicationBuilder builder)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal) // whoever asks hears it
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal) // Program says why it does not start
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Error) // placement is tried again while a node dies
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .Enrich.With<OneLineValues>()
            .ReadFrom.Configuration(builder.Configuration);
        _ = builder.Configuration["Muster:LogFormat"] switch
        {
            null or "text" => log.WriteTo.Console(outputTemplate: LineOfText, formatProvider: CultureInfo.InvariantCulture),
            "json" => log.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture)),
            var other => throw new WrongSettingsException("settings", [new("Muster:LogFormat", $"is 'text' or 'json', not '{other}'")]),
        };
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log.CreateLogger(), dispose: true);
    }
}
