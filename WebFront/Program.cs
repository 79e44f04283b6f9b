using Muster.WebFront;
using Muster.WebFront.Hosting;

try
{
    if (args is [HealthQuestion.Option, var url])
        return await HealthQuestion.Ask(url, Console.Out);

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    var settings = builder.ReadFrontSettings(args);
    builder.UseConsoleLog();
    builder.UseTelemetry("muster-front");
    builder.UseCluster(settings);
    builder.Services.AddFront(settings);

    await using var app = builder.Build();
    app.MapWebFront();
    app.MapHealth();
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (failure is WrongSettingsException or IOException)
{
    await Console.Error.WriteLineAsync($"This front does not start. {failure.Message}");
    return 1;
}
