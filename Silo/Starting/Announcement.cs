using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Muster.Silo.Starting;

/// <summary>What somebody who has just started Muster wants to know; on the console alone, never in a log.</summary>
internal static class Announcement
{
    public static void Print(IServer server, SiloSettings settings, DataDirectory data, IReadOnlyDictionary<string, string>? passwords)
    {
        var url = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? SiloSettings.DefaultUrls;
        Console.WriteLine($"\nMuster is ready ({Engine.Name} engine, {settings.Profile}, data in {System.IO.Path.GetFullPath(data.Path)}).");
        if (settings.Front)
        {
            Console.WriteLine($"""

                  Citizens   {url}/chat/demo
                  Staff      {url}/console   (agency: demo)
                  API        {url}/openapi/v1.json
                """);
        }

        if (passwords is null) return;

        Console.WriteLine($"\n  Accounts, shown this once and kept in {data.DemoAccounts}:");
        foreach (var (userName, password) in passwords) Console.WriteLine($"    {userName,-12} {password}");
        Console.WriteLine();
    }
}
