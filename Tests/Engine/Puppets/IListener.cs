namespace Muster.Tests.Engine.Puppets;

/// <summary>Hears what a grain tells.</summary>
public interface IListener : IGrainObserver
{
    void Hear(string line);

    Task<string> Answer(string question);
}
