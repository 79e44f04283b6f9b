using Microsoft.AspNetCore.Hosting.Server;
using Muster.Silo;
using Muster.Silo.Health;
using Muster.Silo.Identity;
using Muster.Silo.Starting;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.WebFront;
using Muster.WebFront.Security;

try
{
    switch (args)
    {
        case [HealthQuestion.Option, var url]:
            return await HealthQuestion.Ask(url, Console.Out);
        case [FrontKeysOf.Option, var keyFile]:
            await FrontKeysOf.Write(keyFile, Console.OpenStandardOutput());
            return 0;
        case [KeyCommand.Option, ..]:
            await KeyCommand.Run(args[1..], Console.Out);
            return 0;
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    var settings = builder.ReadSettings(args);
    var data = new DataDirectory(settings);
    var isFirstStart = data.Prepare(Path.Combine(AppContext.BaseDirectory, "agencies"));

    builder.UseConsoleLog();
    builder.UseTelemetry("muster-node");
    builder.Services.AddProfileStorage(settings, data); // first: it is opened first and closed last
    builder.UseEngine(settings);
    builder.Services.AddNode(settings, data);
    builder.Services.AddNodeHealth();

    await using var app = builder.Build();
    if (settings.Front) app.MapWebFront();
    app.MapHealth();
    await app.StartAsync();

    var passwords = isFirstStart ? await app.Services.GetRequiredService<FirstStart>().MakeAccounts() : null;
    await app.Services.GetRequiredService<NewAccounts>().Make();
    Directory.CreateDirectory(Path.GetDirectoryName(data.FrontKeys)!);
    OwnFile.Write(data.FrontKeys, FrontKeyFile.ContentOf(app.Services.GetRequiredService<IFrontKeys>()));
    app.Services.GetRequiredService<StartIsComplete>().Complete();
    Announcement.Print(app.Services.GetRequiredService<IServer>(), settings, data, passwords);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure) when (failure is WrongSettingsException or StorageRefusedException or KeysUnavailableException or IOException)
{
    await Console.Error.WriteLineAsync($"Muster does not start. {failure.Message}");
    return 1;
}
